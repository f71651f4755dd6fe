import Compose

/// Decides what to do to an engine: a pure function, equal plans for equal arguments.
package enum Planner {
  /// The images that must be looked up before an `up` can be planned: those of the containers that it would make.
  package static func imagesToLookUp(
    _ desired: DesiredNode, _ observed: ObservedState, _ options: UpOptions
  ) -> [String] {
    guard observed.isWithin(options.scope) else { return [] }
    let verdicts = Verdicts(desired: desired, observed: observed, options: options).all()
    return verdicts.compactMap { service, verdict in
      switch verdict {
      case .create, .replace: service.image
      case .keep, .start, .restart: nil
      }
    }
  }

  /// Whether it must be known whether the node has joined before an `up` can be planned.
  package static func dependsOnJoin(
    _ desired: DesiredNode, _ observed: ObservedState, _ options: UpOptions
  ) -> Bool {
    guard observed.isWithin(options.scope) else { return false }
    return options.rejoin || !Verdicts(desired: desired, observed: observed, options: options).joinChanges().isEmpty
  }

  /// The steps that make the engine hold the node, running and, where the options ask, healthy.
  package static func up(
    _ desired: DesiredNode, _ observed: ObservedState, _ options: UpOptions
  ) throws(PlanningError) -> Plan {
    guard observed.isWithin(options.scope) else { return Plan(node: desired.name) }
    var planner = UpPlanner(desired: desired, observed: observed, options: options)
    return Plan(node: desired.name, steps: try planner.steps(), notes: planner.notes)
  }

  /// What an `up` would leave as it is, although the spec means otherwise.
  package static func notes(_ desired: DesiredNode, _ observed: ObservedState, _ options: UpOptions) -> [PlanNote] {
    UpPlanner(desired: desired, observed: observed, options: options).joinNotes
  }

  /// The steps that pull every image of a node.
  package static func pulls(_ desired: DesiredNode) -> Plan {
    var plan = PlanBuilder()
    var pulled: Set<String> = []
    for service in desired.project.services where pulled.insert(service.image).inserted {
      plan.add(.pullImage(service.image, service: service.name), .pullRequested)
    }
    return Plan(node: desired.name, steps: plan.steps)
  }

  /// The steps that stop, start or restart what is there of a node, from what the engine knows of it alone.
  package static func life(
    _ node: String, _ observed: ObservedState, _ options: LifeOptions
  ) throws(PlanningError) -> Plan {
    var planner = LifePlanner(observed: observed, options: options)
    return Plan(node: node, steps: try planner.steps())
  }

  /// The steps that end who keeps an engine from telling of containers that have ended, given by their ids and names.
  ///
  /// They come before any other plan: what there is of the node can only be seen after them.
  package static func release(
    _ node: String, _ containers: [(id: String, name: String)], dataDirectory: String?
  ) -> Plan {
    var plan = PlanBuilder()
    for container in containers {
      plan.add(.endHolders(id: container.id, name: container.name, dataDirectory: dataDirectory), .outputHeld)
    }
    let names = containers.map(\.name).joined(separator: ", ")
    let note = PlanNote("what else is to be done can be told once the engine inspects \(names) again")
    return Plan(node: node, steps: plan.steps, notes: [note])
  }

  /// The steps that take a node away, from what the engine knows of it alone.
  ///
  /// `dataDirectory` is where its data is, should no container tell.
  package static func down(
    _ node: String, _ observed: ObservedState, _ options: DownOptions, dataDirectory: String? = nil
  ) -> Plan {
    let planner = DownPlanner(node: node, observed: observed, dataDirectory: dataDirectory, options: options)
    return Plan(node: node, steps: planner.steps())
  }
}

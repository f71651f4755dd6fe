package import NodeSpec
package import Runtimes
import Templates
package import YAML

/// Makes the compose project of a node from its spec: a template, its variables filled, overlays over it.
package struct Stack: Sendable {
  /// What a spec does not say, or says only by reference.
  package struct Inputs: Sendable {
    /// The address of the node; nil where it is not known yet.
    package var nodeIP: IPv4Address?
    /// The UDP port of the host for ZeroTier.
    package var hostPort: Int
    /// What the engine's host has; nil where it is not known.
    package var capacity: HostCapacity?
    /// Secrets for templates that have them as variables; nil leaves the variables in the project.
    package var secrets: NodeSecrets?
    /// Variables that win over what the spec says, such as the paths of an export.
    package var overrides = Variables()
    /// Further variables, for templates of the user's.
    package var environment = Variables()

    package init(nodeIP: IPv4Address? = nil, hostPort: Int, secrets: NodeSecrets? = nil) {
      (self.nodeIP, self.hostPort, self.secrets) = (nodeIP, hostPort, secrets)
    }
  }

  package let spec: NodeSpec
  /// What pods can ask the node's runtime for by a runtime class.
  package let runtimeHandlers: [RuntimeHandler]
  /// The template and what goes over it, in order.
  private let layers: [Layer]

  /// The names under which templates know the secrets of a spec.
  package static let identitySecret = "zerotier-identity"
  package static let tokenSecret = "join-token"

  private struct Layer: Sendable {
    let document: Node
    /// Whether the user wrote it, and may use any variable.
    let isUsers: Bool
  }

  /// Reads the template.
  ///
  /// `userFiles` are the texts of the compose files that the spec names: its template, where that is one of them, and the
  /// overrides. `runtimeFiles` are those of its runtime, by the paths that the spec has.
  package init?(
    _ spec: NodeSpec, userFiles: [Source] = [], runtimeFiles: [String: Source] = [:], _ diagnostics: Diagnostics
  ) {
    self.spec = spec
    runtimeHandlers = RuntimeHandlers.all(of: spec, texts: runtimeFiles)
    let files = RuntimeFiles.make(for: spec, texts: runtimeFiles, diagnostics)
    let own: [Source]
    switch spec.template.value {
    case .crioKrun:
      own = [Source(name: "templates/crio-krun.yaml", text: Templates.crioKrun)] + Self.overlays(spec, files)
    case .containerd:
      own = [Source(name: "templates/containerd.yaml", text: Templates.containerd)] + Self.overlays(spec, files)
    case .external:
      own = [Source(name: "templates/external.yaml", text: Templates.external)] + Self.overlays(spec, files)
    case .classic: own = [Source(name: "templates/classic.yaml", text: Templates.classic)]
    case .file: own = []
    }
    do throws(YAMLError) {
      var layers: [Layer] = []
      for (index, source) in (own + userFiles).enumerated() {
        let documents = try Parser.parse(source)
        if documents.isEmpty {
          diagnostics.error(
            Mark(source: source, line: 1, column: 1), "the file is empty",
            hint: "it is to be a compose file, with 'services' at least")
          return nil
        }
        layers += documents.map { Layer(document: $0, isUsers: index >= own.count) }
      }
      self.layers = layers
    } catch {
      diagnostics.report(Problem(error))
      return nil
    }
  }

  /// The project, with the names of things that only inputs tell left as variables where inputs do not.
  ///
  /// With `keepingEscapes` the project's texts are those of a compose file, every dollar doubled but for the variables
  /// that are left: for export. Without, they are what the engine gets.
  package func project(_ inputs: Inputs, keepingEscapes: Bool = false, _ diagnostics: Diagnostics) -> Project {
    let variables = inputs.overrides.falling(backTo: variables(inputs))
    let usersVariables = variables.falling(backTo: inputs.environment)
    let interpolated = layers.map {
      Interpolator.interpolate(
        $0.document, $0.isUsers ? usersVariables : variables, keepingEscapes: keepingEscapes, diagnostics)
    }
    let merged = Overlay.merge(interpolated.dropFirst(), over: interpolated[0], diagnostics)
    var project = Project.read(merged, name: spec.name.value.description, diagnostics)
    let arguments = workerArguments(keepingEscapes: keepingEscapes)
    for index in project.services.indices where project.services[index].name == "k0s" {
      project.services[index].command?.append(contentsOf: arguments)
    }
    if !keepingEscapes { project.inheritEnvironment(inputs.environment) }
    return project
  }

  /// The variables that are left in a text that was made from a project, in the order in which they were published.
  package func variables(leftIn text: String, _ inputs: Inputs) -> [String] {
    Self.published.filter { name in
      guard case .deferred(let reference)? = variables(inputs)[name] else { return false }
      return text.contains(reference)
    }
  }

  /// The variables for a template, in the order in which they were published; nil for those that inputs do not tell.
  package func variableTexts(_ inputs: Inputs) -> [(name: String, value: String?)] {
    let variables = inputs.overrides.falling(backTo: variables(inputs))
    return Self.published.compactMap { name in
      switch variables[name] {
      case .text(let text): (name, text)
      case .deferred: (name, nil)
      case nil: nil
      }
    }
  }

  /// The services that the node's address is part of.
  package func servicesMadeWithAddress(_ inputs: Inputs) -> Set<String> {
    var known = inputs
    known.nodeIP = try? IPv4Address("0.0.0.0")
    var unknown = inputs
    unknown.nodeIP = nil
    // What is wrong with the template was reported when it was read for the user.
    let (before, after) = (project(unknown, Diagnostics()), project(known, Diagnostics()))
    return Set(zip(before.services, after.services).filter { $0 != $1 }.map(\.0.name))
  }
}

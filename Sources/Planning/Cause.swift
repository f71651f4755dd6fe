package import Ownership

/// Why a plan has a step.
package enum Cause: Sendable, Equatable {
  case absent
  /// The cgroup lacks controllers that a kubelet demands.
  case controllersMissing([String])
  case imageAbsent
  case pullRequested
  case configurationChanged([FieldChange], of: String)
  /// The configuration hash differs, and what the container was made from is not known field by field.
  case madeDifferently
  /// Volumes that hold data are replaced only where that was asked for.
  case dataGivenUp([FieldChange], of: String)
  /// The network or volume that it uses is replaced.
  case resourceReplaced(String)
  /// Another network of the node has the same name.
  case duplicate
  case imageChanged
  case recreateRequested
  case rejoinRequested
  /// The container in whose network namespace it is to be is replaced.
  case namespaceOwnerReplaced(String)
  /// The container in whose network namespace it was started has been started again since.
  case namespaceOwnerRestarted(String)
  case notRunning(ObservedContainer.State, exitCode: Int)
  /// It has been unhealthy for longer than is allowed.
  case unhealthy
  /// Created by a run that was interrupted.
  case neverStarted
  case replaced
  /// It is there twice, or is of a service that the project no longer has.
  case leftOver
  /// The node is the last one of its engine, and a kubelet has set these.
  case lastNode([SysctlChange])
  case dependencyFirst
  case upWaits
  case commandWaits
  case requested
  /// What is changed may have to be undone.
  case upgradeBegins
  /// The node is as it should be, after an upgrade or what was left of one.
  case upgradeEnds
  /// It lives in the network namespace of another that stops, or is to restart with that.
  case dependencyStops(String)
  /// Another that starts needs it.
  case dependentStarts(String)
  /// It has the host's processes, where one that leaves its cgroup is not ended with it.
  case mayOutlive
  /// The engine does not inspect it: it waits for the end of the container's output, which somebody holds.
  case outputHeld
}

extension Cause {
  /// The fields that differ, and of which service, network or volume, where that is why.
  package var difference: (subject: String, fields: [FieldChange])? {
    switch self {
    case .configurationChanged(let fields, let subject), .dataGivenUp(let fields, let subject): (subject, fields)
    default: nil
    }
  }
}

extension Cause: CustomStringConvertible {
  package var description: String {
    switch self {
    case .absent: "there is none"
    case .controllersMissing(let controllers): "it lacks the controllers \(controllers.joined(separator: ", "))"
    case .imageAbsent: "the image is not on the engine"
    case .pullRequested: "a pull was asked for"
    case .configurationChanged(let changes, _): changes.map(\.description).joined(separator: "; ")
    case .madeDifferently: "it was made from another configuration"
    case .dataGivenUp(let changes, _): "\(changes.map(\.description).joined(separator: "; ")); what it holds is lost"
    case .resourceReplaced(let name): "its \(name) is replaced"
    case .duplicate: "the node has another of this name"
    case .imageChanged: "its image is no longer what the reference means"
    case .recreateRequested: "recreation was asked for"
    case .rejoinRequested: "the node is to join its cluster anew"
    case .namespaceOwnerReplaced(let owner): "it is in the network namespace of \(owner), which is replaced"
    case .namespaceOwnerRestarted(let owner): "it is in a network namespace that \(owner) has left by restarting"
    case .notRunning(.exited, let code): "it has exited with code \(code)"
    case .notRunning(let state, _): "it is \(state.rawValue)"
    case .unhealthy: "it has been unhealthy for too long"
    case .neverStarted: "it was created but never started"
    case .replaced: "a new one takes its place"
    case .leftOver: "it is a left-over of the node"
    case .lastNode(let changes): "no other node is there: \(changes.map(\.description).joined(separator: ", "))"
    case .dependencyFirst: "what depends on it starts after that"
    case .upWaits: "up ends when it is"
    case .commandWaits: "the command ends when it is"
    case .requested: "it was asked for"
    case .upgradeBegins: "it may have to be undone"
    case .upgradeEnds: "the upgrade has come to its end"
    case .dependencyStops(let service): "it goes along with \(service)"
    case .dependentStarts(let service): "\(service) needs it"
    case .outputHeld: "it has ended, which its engine does not tell as long as somebody holds its output"
    case .mayOutlive: "its processes are the host's, and may outlive it"
    }
  }
}

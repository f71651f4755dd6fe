import FoundationEssentials
import SystemPackage
import TestSupport
import Testing

/// A node whose commands speak to its engine through `Tests/host/fault-proxy.py`.
struct FaultProxy: Sendable {
  /// In this order each begins with what the one before has left.
  enum Walk: String, CaseIterable, CustomStringConvertible {
    case supervise
    case recreation
    case upgrade
    case down
    case freshUp = "fresh up"

    var description: String { rawValue }

    /// `$ENGINE` is the option that names the proxy.
    fileprivate var command: String {
      switch self {
      case .supervise: "supervise_until_right \"$@\""
      case .recreation: "nodectl up --wait started --recreate $ENGINE"
      case .upgrade: "nodectl upgrade --force --timeout 60s $ENGINE"
      case .down: "nodectl down --volumes $ENGINE"
      case .freshUp: "nodectl up --wait started $ENGINE"
      }
    }

    /// What is run after it, without a fault.
    fileprivate var clean: String {
      switch self {
      case .supervise, .recreation, .freshUp: "nodectl up --wait started"
      case .upgrade: "nodectl upgrade --force --timeout 60s"
      case .down: "nodectl down --volumes"
      }
    }
  }

  /// Those that a real engine's calls meet: `silence` would take each as long as the call may.
  static let faults = CallFault.allCases.filter { $0 != .silence }

  private let node: ScenarioNode
  /// What is on the engine when the node is up.
  private let whole: [String]

  /// Of a node that is up.
  init(for node: ScenarioNode) async throws {
    self.node = node
    whole = try await node.leftOnEngine()
    #expect(whole.count == 9, "three containers, a network and five volumes")
    for file in ["fault-proxy.py", "engine_proxy.py"] {
      let script = TestHost.repository.appending("Tests/host/\(file)")
      try await node.write(try String(contentsOfFile: script.string, encoding: .utf8), to: file)
    }
  }

  /// Runs a command in which a call that changes the engine meets a fault, and then one without, which must end as if
  /// there had been none.
  ///
  /// Returns whether the fault was told; nil where there are not so many calls.
  func run(_ walk: Walk, meeting fault: CallFault, at call: Int) async throws -> Bool? {
    if walk == .upgrade { try await node.edit(otherVersion) }
    let run = try await node.host.run([
      "bash", "-c", Self.script, node.directory, node.engine.socket, "\(call)", fault.rawValue, walk.command,
      node.engine.rawValue, "\(node.name)-zerotier-1",
    ])
    let changes = try await node.host.output(of: [
      "sh", "-c", "cat \"$0/changes.log\"; rm \"$0/fault.sock\"", node.directory,
    ])
    let met = changes.split(separator: "\n").first { $0.hasSuffix(" \(fault.rawValue)") }
    let place = "\(walk), \(fault) of change \(call), \(met ?? "which does not come")"
    let isTold = run.status != 0 || walk == .supervise && run.errors.contains("warning: ")
    #expect([0, 1, 4, 5, 6, 7].contains(run.status), "\(place): ended with \(run.status): \(run.errors)")
    if isTold {
      let isTheCallNamed = changes.split(separator: "\n").contains { isNamed($0, met, fault, in: run.errors) }
      #expect(isTheCallNamed, "\(place): \(run.errors)")
    }
    let clean = try await node.host.run(["sh", "-c", "cd \"$0\" && exec $1", node.directory, walk.clean])
    #expect(clean.status == 0, "\(place): \(clean.errors)")
    #expect(try await node.leftOnEngine() == (walk == .down ? [] : whole), "\(place)")
    if walk != .down {
      let plan = try await node.nodectl("plan", "--detailed-exitcode")
      #expect(plan.status == 0, "\(place): \(plan.output)")
    }
    return met == nil ? nil : isTold
  }

  /// The proxy runs while the command does, which is not to hang: that would end it with 124.
  ///
  /// A supervisor has to put right that ZeroTier was restarted beside it, and is ended once it has.
  private static let script = """
    cd "$0"
    export ENGINE="--engine unix://$0/fault.sock"
    python3 -B fault-proxy.py fault.sock "$1" "$2" "$3" >changes.log 2>&1 & proxy=$!
    trap 'kill "$proxy"' EXIT
    until [ -S fault.sock ]; do sleep 0.01; done
    supervise_until_right() {
      "$1" restart "$2" >/dev/null
      nodectl supervise $ENGINE & supervisor=$!
      until nodectl status >/dev/null && nodectl plan --detailed-exitcode >/dev/null; do
        kill -0 "$supervisor" || return
        sleep 0.5
      done
      kill -INT "$supervisor"
      wait "$supervisor" || [ $? = 130 ]
    }
    export -f supervise_until_right
    timeout 300 bash -c "$4" bash "$5" "$6"
    """

  /// One that the upgrade is to bring, of two that the hosts have.
  private func otherVersion(_ spec: String) -> String {
    spec.contains("v1.34.1") ? spec.replacing("v1.34.1", with: "v1.34.2") : spec.replacing("v1.34.2", with: "v1.34.1")
  }

  /// Whether errors tell at which call the fault was met, or at a later one that found out what was not true about it.
  private func isNamed(_ change: Substring, _ met: Substring?, _ fault: CallFault, in errors: String) -> Bool {
    guard change == met || fault.isUntrue else { return false }
    let words = change.split(separator: " ")
    return words.count > 1 && RequestLine(method: "\(words[0])", target: "\(words[1])").isNamed(in: errors)
  }
}

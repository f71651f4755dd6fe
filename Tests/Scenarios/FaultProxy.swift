import SystemPackage
import FoundationEssentials
import TestSupport
import Testing

/// A node whose commands speak to its engine through `Tests/host/fault-proxy.py`.
struct FaultProxy: Sendable {
  enum Walk: String, CaseIterable, CustomStringConvertible {
    case down
    case freshUp = "fresh up"
    case recreation

    var description: String { rawValue }

    fileprivate var command: String {
      switch self {
      case .down: "down --volumes"
      case .freshUp: "up --wait started"
      case .recreation: "up --wait started --recreate"
      }
    }

    /// What is run after it, without a fault.
    fileprivate var clean: String { self == .down ? command : "up --wait started" }
  }

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
    let met = "\(walk), \(fault) of change \(call)"
    let run = try await node.host.run([
      "bash", "-c",
      """
      cd "$0"
      python3 -B fault-proxy.py fault.sock "$1" "$2" "$3" >changes.log 2>&1 & proxy=$!
      trap 'kill "$proxy"' EXIT
      until [ -S fault.sock ]; do sleep 0.01; done
      nodectl $4 --engine "unix://$0/fault.sock"
      """, node.directory, node.engine.socket, "\(call)", fault.rawValue, walk.command,
    ])
    let changes = try await node.host.output(of: [
      "sh", "-c", "cat \"$0/changes.log\"; rm \"$0/fault.sock\"", node.directory,
    ])
    let isMet = changes.split(separator: "\n").contains { $0.hasSuffix(" \(fault.rawValue)") }
    if run.status != 0 {
      #expect(namesCall(run.errors), "\(met): \(run.errors)")
    }
    let clean = try await node.host.run(["sh", "-c", "cd \"$0\" && exec nodectl $1", node.directory, walk.clean])
    #expect(clean.status == 0, "\(met): \(clean.errors)")
    #expect(try await node.leftOnEngine() == (walk == .down ? [] : whole), "\(met)")
    return isMet ? run.status != 0 : nil
  }

  /// Whether an error tells at which call it came out, or at which engine.
  private func namesCall(_ errors: String) -> Bool {
    errors.contains("fault.sock") || errors.contains(/(GET|POST|PUT|DELETE) \//)
  }
}

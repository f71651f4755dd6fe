import FoundationEssentials
import TestSupport
import Testing

@testable import nodectl

/// `plan`, against a stub engine on a real socket.
@Suite struct PlanTests {
  private let sandbox: Sandbox
  private let engine = StubEngine(.docker, images: images)

  init() throws {
    sandbox = try Sandbox()
    try writeNode(in: sandbox, nodeIP: "10.1.2.3")
  }

  @Test func `a fresh node: every step, what it waits for, and why`() async throws {
    defer { engine.close() }
    let outcome = try await sandbox.run(["plan", "--engine", "unix://\(engine.path)"])
    #expect(outcome.status == .done, "\(outcome.errors)")
    #expect(
      outcome.output == """
        edge-01: 14 changes

        STEP   AFTER         ACTION                              CAUSE
        1      -             create network default              there is none
        2      -             create volume crio-data             there is none
        3      -             create volume cni-config            there is none
        4      -             create volume k0s-log               there is none
        5      -             create volume crio-run              there is none
        6      -             create volume k0s-run               there is none
        7      1             create zerotier                     there is none
        8      7             put files into zerotier             there is none
        9      8             start zerotier                      there is none
        10     9             wait for zerotier to be healthy     what depends on it starts after that
        11     2,3,4,5,6,7   create crio-krun                    there is none
        12     10,11         start crio-krun                     there is none
        13     12            wait for crio-krun to be healthy    what depends on it starts after that
        14     3,4,5,6,7     create k0s                          there is none
        15     14            put files into k0s                  there is none
        16     13,15         start k0s                           there is none
        17     16            wait for k0s to be healthy          up ends when it is
        18     10            wait for the network of zerotier    up ends when it is
        19     13            wait for the runtime of crio-krun   up ends when it is
        20     17            wait for the connection of k0s      up ends when it is
        21     20            wait for the node of k0s            up ends when it is

        """)
  }

  @Test func `a change of the spec is told field by field, and up does away with it`() async throws {
    defer { engine.close() }
    engine.change { $0.behaviour = { _ in .healthy() } }
    let up = ["up", "--engine", "unix://\(engine.path)", "--progress", "quiet"]
    #expect(try await sandbox.run(up).status == .done)
    try sandbox.write(try sandbox.read("node.yaml").replacing("v1.34.1", with: "v1.34.2"), to: "node.yaml")
    let plan = try await sandbox.run(["plan", "--engine", "unix://\(engine.path)"])
    #expect(
      plan.output.hasPrefix(
        """
        edge-01: 5 changes

        k0s: image docker.io/k0sproject/k0s:v1.34.1-k0s.0 → docker.io/k0sproject/k0s:v1.34.2-k0s.0

        STEP
        """), "\(plan.output)")
    #expect(try await sandbox.run(up).status == .done)
    let after = try await sandbox.run(["plan", "--detailed-exitcode", "--engine", "unix://\(engine.path)"])
    #expect(after.output == "edge-01: nothing to do\n")
    #expect(after.status == .done)
  }

  @Test func `nothing is changed, by plan or by up --dry-run, and both say the same`() async throws {
    defer { engine.close() }
    let plan = try await sandbox.run(["plan", "--engine", "unix://\(engine.path)"])
    let dryRun = try await sandbox.run(["up", "--dry-run", "--engine", "unix://\(engine.path)"])
    #expect(plan.output == dryRun.output)
    #expect(engine.calls.allSatisfy { ["GET", "HEAD"].contains($0.method) })
  }

  @Test func `changes are told by the exit code where that is asked for`() async throws {
    defer { engine.close() }
    let outcome = try await sandbox.run(["plan", "--detailed-exitcode", "--engine", "unix://\(engine.path)"])
    #expect(outcome.status == .changesPending)
  }

  @Test func `a program gets each step with its operation, its subject and its cause`() async throws {
    defer { engine.close() }
    let outcome = try await sandbox.run(["plan", "--json", "--engine", "unix://\(engine.path)"])
    let plans = try JSONDecoder().decode([SeenPlan].self, from: Data(outcome.output.utf8))
    let first = try #require(plans.first?.steps.first)
    #expect(first == SeenPlan.Step(step: 1, operation: "create-network", subject: "default", cause: "there is none"))
    #expect(plans.first?.changes == true)
  }

  private struct SeenPlan: Decodable {
    struct Step: Decodable, Equatable {
      let step: Int
      let operation: String
      let subject: String
      let cause: String
    }

    let changes: Bool
    let steps: [Step]
  }

  private static let images = [
    "docker.io/zerotier/zerotier:1.14.2", "ghcr.io/chaserhkj/crio-krun:latest",
    "docker.io/k0sproject/k0s:v1.34.1-k0s.0",
    "docker.io/k0sproject/k0s:v1.34.2-k0s.0",
  ]
}

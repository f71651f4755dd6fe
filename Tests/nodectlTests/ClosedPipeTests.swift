import Host
import SystemPackage
import TestSupport
import Testing

@testable import nodectl

/// `nodectl ... | head`: whoever reads has seen enough.
@Suite struct ClosedPipeTests {
  init() { ProcessEnvironment.outliveReaders() }

  @Test(arguments: [
    ["check"], ["doctor"], ["plan"], ["status"], ["status", "--json"], ["status", "--watch"], ["list"],
    ["list", "--json"], ["list", "--watch"], ["logs"], ["events", "--since", "1h"], ["export"], ["schema"],
    ["version"], ["pull"], ["stop"], ["start"], ["restart"], ["up"], ["down"],
  ])
  func `every command ends quietly where nobody reads its results`(arguments: [String]) async throws {
    try await UpNode.with(wait: "healthy") { node in
      node.engine.change { world in
        for image in UpNode.images { world.registry[image] = .succeeds(layers: 1) }
        world.write("line\n", to: "edge-01-k0s-1")
      }
      let pipe = try FileDescriptor.pipe()
      try pipe.readEnd.close()
      let takesEngine = !["check", "schema", "version"].contains(arguments[0])
      let outcome = try await node.sandbox.run(
        arguments + (takesEngine ? node.engineOption : []), output: pipe.writeEnd)
      try pipe.writeEnd.close()
      #expect(outcome.status == .done || arguments == ["doctor"], "\(outcome.errors)")
      #expect(!outcome.errors.contains("error"), "\(outcome.errors)")
      #expect(!outcome.errors.lowercased().contains("pipe"), "\(outcome.errors)")
    }
  }
}

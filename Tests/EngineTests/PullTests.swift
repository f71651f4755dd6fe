import Images
import TestSupport
import Testing

@testable import Engine

@Suite(.timeLimit(.minutes(10))) struct PullTests {
  private func pull(_ flavour: StubFlavour, _ answer: StubPull?) async throws -> (StubEngine, [PullProgress]) {
    let stub = StubEngine(flavour)
    stub.change { $0.registry[busybox] = answer }
    let engine = try await Engine.connect(stub)
    var steps: [PullProgress] = []
    for try await step in try await engine.pull(try ImageReference("busybox")) { steps.append(step) }
    return (stub, steps)
  }

  @Test(arguments: [StubFlavour.docker, .podman])
  func `a pull tells its course and ends with the image there`(flavour: StubFlavour) async throws {
    let (stub, steps) = try await pull(flavour, .succeeds(layers: 3))
    #expect(steps.filter { $0.status == "Downloading" }.compactMap(\.total) == [3, 3, 3])
    #expect(stub.state.images == [busybox])
  }

  @Test(arguments: [StubFlavour.docker, .podman])
  func `an error within the stream is the pull's`(flavour: StubFlavour) async throws {
    let error = await #expect(throws: EngineError.self) { try await pull(flavour, .fails("no space left on device")) }
    #expect(error == .pullFailed(image: busybox, status: nil, message: "no space left on device"))
  }

  @Test(arguments: [StubFlavour.docker, .podman])
  func `an image that its registry does not have is told`(flavour: StubFlavour) async throws {
    let error = try #require(await #expect(throws: EngineError.self) { try await pull(flavour, nil) })
    #expect(error.isNotFound)
    #expect(!error.isUnauthorized)
    #expect(error.description.hasPrefix("cannot pull docker.io/library/busybox:latest: "))
  }

  @Test(arguments: [
    (StubFlavour.docker, 500, "Head \"https://localhost:5443/v2/x/manifests/latest\": no basic auth credentials"),
    (.docker, 500, "unauthorized: authentication required"), (.podman, 401, "unauthorized: authentication required"),
  ])
  func `a registry that wants credentials is told`(flavour: StubFlavour, status: Int, message: String) async throws {
    let error = await #expect(throws: EngineError.self) { try await pull(flavour, .refused(status, message)) }
    #expect(error?.isUnauthorized == true)
  }
}

import Ownership

/// The hands of this process, on an engine's host that is this one.
struct LocalHostHands: HostHands {
  let host: any EngineHost

  func perform(_ request: HostRequest) async throws -> HostResponse {
    guard let response = await host.perform(request) else { throw HostHandsError.unreachable }
    return response
  }

  func close() async {}
}

import Planning
import Testing

@testable import Orchestrator

@Suite struct UnhealthyWatchTests {
  private var watch = UnhealthyWatch(patience: .seconds(100))

  @Test mutating func `a service is restarted after the patience, not before`() {
    #expect(watch.look(k0s(.unhealthy), at: .seconds(0)) == [])
    #expect(watch.deadline == .seconds(100))
    #expect(watch.look(k0s(.unhealthy), at: .seconds(99)) == [])
    #expect(watch.look(k0s(.unhealthy), at: .seconds(100)) == ["k0s"])
  }

  @Test mutating func `the patience doubles with every restart`() {
    _ = watch.look(k0s(.unhealthy), at: .seconds(0))
    #expect(watch.look(k0s(.unhealthy), at: .seconds(100)) == ["k0s"])
    #expect(watch.look(k0s(.unhealthy), at: .seconds(299)) == [])
    #expect(watch.look(k0s(.unhealthy), at: .seconds(300)) == ["k0s"])
  }

  @Test mutating func `health ends the account`() {
    _ = watch.look(k0s(.unhealthy), at: .seconds(0))
    _ = watch.look(k0s(.healthy), at: .seconds(50))
    #expect(watch.deadline == nil)
    #expect(watch.look(k0s(.unhealthy), at: .seconds(100)) == [])
  }

  @Test mutating func `while it starts again nothing is waited for, and then it has its patience anew`() {
    _ = watch.look(k0s(.unhealthy), at: .seconds(0))
    #expect(watch.look(k0s(.starting), at: .seconds(90)) == [])
    #expect(watch.deadline == nil)
    #expect(watch.look(k0s(.unhealthy), at: .seconds(200)) == [])
    #expect(watch.deadline == .seconds(300))
  }

  @Test mutating func `a service that is not there any more is not waited for`() {
    _ = watch.look(k0s(.unhealthy), at: .seconds(0))
    _ = watch.look(ObservedState(), at: .seconds(50))
    #expect(watch.deadline == nil)
  }

  @Test mutating func `a restart is not for ever`() {
    var now = Duration.zero
    var restarts = 0
    while let deadline = watch.deadline ?? (restarts == 0 ? now : nil) {
      now = max(now, deadline)
      restarts += watch.look(k0s(.unhealthy), at: now).count
    }
    #expect(restarts == UnhealthyWatch.limit)
    #expect(watch.givenUp == ["k0s"])
  }

  private func k0s(_ health: ObservedContainer.Health) -> ObservedState {
    ObservedState(containers: [
      ObservedContainer(id: "1", name: "edge-k0s-1", service: "k0s", state: .running, health: health)
    ])
  }
}

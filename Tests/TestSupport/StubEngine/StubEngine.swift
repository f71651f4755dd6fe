/// An engine for tests, on a unix socket of its own: it keeps containers, networks, volumes and images, answers and
/// refuses as Docker or Podman would, and does on request what engines do on bad days.
///
/// Its time is quick: a health check runs every five milliseconds, and every fifty once the container has started, whatever
/// its intervals; grace periods do not pass.
package final class StubEngine: Sendable {
  package let flavour: StubFlavour
  private let server: HTTPServer
  private let world: Monitor<StubWorld>

  package init(_ flavour: StubFlavour, images: [String] = []) {
    let world = Monitor(StubWorld(flavour: flavour, images: images))
    self.flavour = flavour
    self.world = world
    server = HTTPServer { request, connection in StubDispatcher(world: world).answer(request, on: connection) }
  }

  /// The socket's path.
  package var path: String { server.path }

  /// Hangs up on everybody and returns when nothing of it runs any more.
  package func close() { server.close() }

  /// What it holds now.
  package var state: StubWorld {
    world.withLock { world in
      world.advance()
      return world
    }
  }

  /// Changes what it holds, or how it behaves.
  package func change(_ body: (inout StubWorld) -> Void) { world.withLock(body) }

  /// The calls that came so far, in their order.
  package var calls: [StubCall] { world.withLock { $0.calls } }

  /// How many events it has had to tell of so far.
  package var toldEvents: Int { world.withLock { $0.forgottenEvents + $0.events.count } }

  /// Forgets calls, events and commands that were run, so that a long run does not pile them up; the next call has index 0.
  package func forgetHistory() {
    world.withLock { world in
      world.calls = []
      world.execs = [:]
      world.forgottenEvents += world.events.count
      world.events = []
    }
  }

  /// Has the fault happen to the next call that the condition holds for, once.
  package func inject(_ fault: StubFault, where condition: @escaping @Sendable (StubCall) -> Bool) {
    world.withLock { $0.faults.append(StubPlannedFault(fault: fault, condition: condition)) }
  }

  /// Has the fault happen to the call of that index, counted from 0 over all calls.
  package func inject(_ fault: StubFault, at index: Int) { inject(fault) { $0.index == index } }

  /// Lets go the calls that ``StubFault/hold`` holds, and those that it would hold from now on.
  package func releaseHeldCalls() { world.withLock { $0.holdsCalls = false } }

  /// Has the call of that index, and all after it, lost before the engine acts, as if their client had been killed; nil
  /// ends that.
  package func loseCalls(from index: Int?) { world.withLock { $0.firstLostCall = index } }
}

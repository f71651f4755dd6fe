/// What has to happen to the container of a service.
enum ServiceVerdict: Equatable {
  /// It is as wanted and runs.
  case keep
  /// It is as wanted, and only has to be started.
  case start(Cause)
  /// It is as wanted and runs, but has to stop before it can run on: in the wrong network namespace for instance, as the
  /// engine joins the right one at a start.
  case restart(Cause)
  case create(Cause)
  case replace(Cause)

  /// Whether the container of this id will not be there, or not have the same network namespace, afterwards.
  var endsNetworkNamespace: Bool { self != .keep }

  /// Whether what is to restart with it does.
  ///
  /// One that is unhealthy restarts alone: it may stay so, and what waits for its health would not come back.
  var takesDependentsAlong: Bool {
    switch self {
    case .restart(.unhealthy): false
    case .restart, .replace: true
    case .keep, .start, .create: false
    }
  }
}

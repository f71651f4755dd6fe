import ArgumentParser

/// What a run of nodectl ends with (DESIGN section 4).
enum ExitStatus: Int32, Error {
  case done = 0
  case failed = 1
  case changesPending = 2
  case invalidSpec = 3
  case noEngine = 4
  case hostUnfit = 5
  case notReady = 6
  case leftOvers = 7
  case usage = 64
  case interrupted = 130
  case terminated = 143

  var code: ExitCode { ExitCode(rawValue) }
}

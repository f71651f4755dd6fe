import ArgumentParser
import Engine
import Host
import NodeSpec
import Orchestrator
import Planning

/// Why a command ended without doing all that it was asked for: what to say, and what to exit with.
struct Failure: Error {
  let status: ExitStatus
  /// Complete lines, those of problems in files with their place in front; empty where all was said already.
  let message: String

  init(_ status: ExitStatus, _ message: String) { (self.status, self.message) = (status, message) }

  /// Problems of files, the errors among them counted.
  init(_ problems: [Problem]) {
    let errors = problems.count { $0.severity == .error }
    let shown = problems.prefix(Self.shownProblems).map { "\($0)\n" }.joined()
    let more = problems.count > Self.shownProblems ? "... and \(problems.count - Self.shownProblems) more\n" : ""
    self.init(.invalidSpec, shown + more + "\(errors) error\(errors == 1 ? "" : "s")")
  }

  init(_ error: FileError) { self.init(.invalidSpec, "error: \(error)") }

  init(_ failure: NodeFailure) {
    let status: ExitStatus =
      switch failure.kind {
      case .failed: .failed
      case .notReady: .notReady
      case .unfit: .hostUnfit
      case .leftOver: .leftOvers
      }
    self.init(status, "error: \(failure.node): \(failure)")
  }

  /// Anything that a command throws.
  init(_ error: any Error) {
    switch error {
    case let failure as Failure: self = failure
    case let failure as NodeFailure: self.init(failure)
    case let error as EngineError where error.isConnectionProblem: self.init(.noEngine, "error: \(error)")
    case SSHError.lost: self.init(.failed, "error: \(error)")
    case is SSHError, is EngineResolutionError, is EngineSearchError, is PodmanServiceError, is EngineAddressError:
      self.init(.noEngine, "error: \(error)")
    default: self.init(.failed, "error: \(error)")
    }
  }

  /// Says what there is to say, and gives what to exit with.
  func report(to errors: Output) -> ExitCode {
    if !message.isEmpty { errors.show(message + "\n") }
    return status.code
  }

  /// More would scroll the first ones, which often cause the others, out of sight.
  private static let shownProblems = 50
}

extension EngineError {
  fileprivate var isConnectionProblem: Bool {
    switch self {
    case .unreachable, .notAnEngine, .tooOld: true
    default: false
    }
  }
}

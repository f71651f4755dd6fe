import Doctor
import Planning

/// What an upgrade does that did not come to a good end.
extension NodeUp {
  /// Goes back to what there was before the upgrade began, and throws what it failed with, with what came of going back.
  ///
  /// Throws the error as it is where nothing of the node was changed, or where the engine does not tell.
  func goBack(after error: any Error, _ run: inout Run) async throws -> Never {
    guard let observation = try? await observe(), let record = observation.state.upgrade else {
      try Task.checkCancellation()
      throw error
    }
    progress(ProgressEvent(node: desired.name, .warning("the upgrade failed, going back (\(record.words)): \(error)")))
    var back = self
    (back.options.upgrade, back.options.rejoin, back.options.pull) = (nil, false, .missing)
    // It ran on this host before.
    back.skippedChecks = Set(Check.allCases)
    do {
      let references = record.containers.flatMap { [$0.reference, $0.image].compactMap(\.self) }
      back.desired = try desired.reverted(to: record, images: try await images(references, observation.engine))
      _ = try await back.converge(&run)
    } catch let cancellation as CancellationError {
      throw cancellation
    } catch let second {
      throw failure(error).adding(
        [desired.redacted("going back failed too: \(second)")],
        advice: ["nodectl upgrade \(desired.name)    tries again from where it is", "nodectl status \(desired.name)"])
    }
    throw failure(error).adding(
      ["went back: the node is as it was before, and right again"],
      advice: ["nodectl plan \(desired.name)    shows what its spec still asks for, which the next up would do"])
  }

  private func failure(_ error: any Error) -> NodeFailure {
    error as? NodeFailure ?? NodeFailure(node: desired.name, .failed, desired.redacted("\(error)"))
  }
}

extension NodeFailure {
  /// The failure with lines more; what it advised about containers is of no use where those have gone.
  fileprivate func adding(_ lines: [String], advice: [String]) -> NodeFailure {
    NodeFailure(node: node, kind, reason, details: details + lines, advice: advice)
  }
}

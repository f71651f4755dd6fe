import Doctor
import Engine
import Images

/// What the engine knows of the container of a part.
extension NodeProbe {
  /// Asks for more than the inspection of a container tells, where it does not run as it should.
  func symptoms(of container: ContainerDetails) async -> ContainerSymptoms {
    let now = Timestamp.now
    var symptoms = ContainerSymptoms(container, now: now)
    guard !symptoms.isRunning || symptoms.endsOverAndOver else { return symptoms }
    if let reference = try? ImageReference(container.configuration.image),
      let image = try? await engine.inspectImage(reference), let host = try? await engine.info()
    {
      symptoms.platforms = ContainerSymptoms.Platforms(image: image.architecture, host: host.architecture)
    }
    if symptoms.isRunning { symptoms.lastExitCode = try? await lastExitCode(of: container, now: now) }
    return symptoms
  }

  /// An inspection no longer has it once the container was started again.
  private func lastExitCode(of container: ContainerDetails, now: Timestamp) async throws -> Int? {
    let since = Timestamp(seconds: now.seconds - 120)
    // Podman tells nothing of what was before a moment that is over; so this takes a second or two.
    let until = Timestamp(seconds: now.seconds + 2)
    let filters: Filters = ["type": ["container"], "container": [container.id], "event": ["die"]]
    var code: Int?
    for try await event in try await engine.events(since: since, until: until, filters) {
      if case .die(let exitCode) = event.action { code = exitCode }
    }
    return code
  }
}

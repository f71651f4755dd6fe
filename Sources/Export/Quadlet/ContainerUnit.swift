import Compose

/// Says a service as a `.container` unit.
struct ContainerUnit {
  let service: Service
  let project: Project
  /// What Quadlet cannot say of it, as sentences.
  private(set) var problems: [String] = []

  var unit = UnitSection("Unit")
  var container = UnitSection("Container")
  var systemd = UnitSection("Service")
  var install = UnitSection("Install")

  init(_ service: Service, in project: Project) {
    (self.service, self.project) = (service, project)
    sayOrder()
    sayProcess()
    sayNetwork()
    sayFiles()
    sayPrivileges()
    sayHealth()
    sayLife()
  }

  static func fileName(_ key: String, in project: Project) -> String { project.unitName(key) + ".container" }

  func file(_ notes: [String]) -> UnitFile {
    UnitFile(Self.fileName(service.name, in: project), notes: notes, [unit, container, systemd, install])
  }

  mutating func refuse(_ reason: String) { problems.append("\(service.name): \(reason)") }

  /// Adds one text, which Quadlet takes as it stands, without quotes.
  mutating func say(_ key: String, _ text: String) {
    let isKept = text.first.map(Self.isEdge) == false && text.last.map(Self.isEdge) == false && text.last != "\\"
    guard isKept, !text.contains(where: \.isNewline) else {
      return refuse("\(key)= cannot hold a text that is empty, has several lines, or has a blank or quote at an end")
    }
    container.add(key, UnitText.argument(text))
  }

  /// Adds words, which Quadlet takes apart as systemd does.
  ///
  /// It drops everything behind an empty one, and systemd ends a command at a semicolon.
  mutating func say(_ key: String, words: [String]) {
    guard !words.contains(where: { $0.isEmpty || $0 == ";" }) else {
      return refuse("\(key)= cannot hold an empty word, or one that is a semicolon")
    }
    container.add(key, names: words.map(UnitText.word))
  }

  /// Adds arguments for `podman run`, for what Quadlet has no key for.
  mutating func sayToPodman(_ argument: String) { say("PodmanArgs", words: [argument]) }

  private static func isEdge(_ character: Character) -> Bool { character.isWhitespace || character == "\"" }
}

/// A unit file of systemd, or of Quadlet, whose files have the same form.
package struct UnitFile: Sendable, Equatable {
  /// The name of the file, which is the unit's.
  package let name: String
  private let notes: [String]
  private let sections: [UnitSection]

  /// `notes` are the comments at its head; sections without a line are left out.
  init(_ name: String, notes: [String], _ sections: [UnitSection]) {
    (self.name, self.notes, self.sections) = (name, notes, sections.filter { !$0.lines.isEmpty })
  }

  package var text: String {
    let head = notes.map { "# \($0)\n" }.joined()
    let parts = sections.map { section in
      "[\(section.name)]\n" + section.lines.map { "\($0)\n" }.joined()
    }
    return ([head] + parts).filter { !$0.isEmpty }.joined(separator: "\n")
  }
}

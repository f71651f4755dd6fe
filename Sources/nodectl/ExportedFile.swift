/// A file that `export` writes.
struct ExportedFile {
  let name: String
  let text: String
  /// Whether users fill it in or cannot make it again: one that is there is theirs, and stays.
  let isKept: Bool

  init(_ name: String, _ text: String, isKept: Bool = false) {
    (self.name, self.text, self.isKept) = (name, text, isKept)
  }
}

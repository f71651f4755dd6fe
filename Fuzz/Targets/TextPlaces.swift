import NodeSpec
import YAML

/// The places that there are in a text, the one behind a line's last character included.
struct TextPlaces {
  private let lengths: [Int]

  init(_ source: Source) {
    let lines = source.text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    lengths = lines.map(\.unicodeScalars.count)
  }

  func contain(_ mark: Mark) -> Bool {
    lengths.indices.contains(mark.line - 1) && (1...lengths[mark.line - 1] + 1).contains(mark.column)
  }
}

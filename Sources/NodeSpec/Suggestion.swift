/// What a misspelt word was probably meant to be.
package enum Suggestion {
  /// "did you mean 'x'?", or nil where nothing is near.
  package static func sentence(for word: String, among candidates: [String]) -> String? {
    nearest(to: word, among: candidates).map { "did you mean '\($0)'?" }
  }

  /// What there is in the place of a word that is none of it: `did you mean 'x'? there are: x, y`.
  package static func hint(for word: String, among known: [String]) -> String {
    guard !known.isEmpty else { return "there is none" }
    let all = "there are: \(known.joined(separator: ", "))"
    return sentence(for: word, among: known).map { "\($0) \(all)" } ?? all
  }

  /// All that a word may be meant to be: what it begins and what has the same letters, or else what is spelt nearly so.
  package static func near(_ word: String, among candidates: [String]) -> [String] {
    let likely = candidates.filter { $0.hasPrefix(word) || $0.sorted() == word.sorted() }
    return likely.isEmpty ? candidates.filter { nearest(to: word, among: [$0]) != nil } : likely
  }

  package static func nearest(to word: String, among candidates: [String]) -> String? {
    let allowed = max(1, word.count / 3)
    return candidates.map { (word: $0, distance: distance(normalised(word), normalised($0))) }
      .filter { $0.distance <= allowed }
      .min { $0.distance < $1.distance }?.word
  }

  /// `join_token` and `jointoken` are `joinToken` to whoever wrote them.
  private static func normalised(_ word: String) -> [Character] {
    word.lowercased().filter { $0 != "_" && $0 != "-" }
  }

  /// Edits from one word to the other: insertions, deletions, substitutions.
  private static func distance(_ left: [Character], _ right: [Character]) -> Int {
    var row = Array(0...right.count)
    for (i, character) in left.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, other) in right.enumerated() {
        let above = row[j + 1]
        row[j + 1] = min(above + 1, row[j] + 1, diagonal + (character == other ? 0 : 1))
        diagonal = above
      }
    }
    return row[right.count]
  }
}

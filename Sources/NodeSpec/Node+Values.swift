package import Images
package import YAML

extension Node {
  /// The text of a scalar as it is written, whatever YAML resolves it to: `1.34` stays `1.34`.
  package func text(_ diagnostics: Diagnostics) -> String? {
    if let scalar, scalar.value != .null { return scalar.text }
    diagnostics.error(mark, "expected text here, not \(kind)")
    return nil
  }

  /// A value that its type reads from text, with the type's reason at this position where it does not.
  package func value<Read>(
    _ diagnostics: Diagnostics, _ read: (String) throws(InvalidValue) -> Read
  ) -> Read? {
    guard let text = text(diagnostics) else { return nil }
    do throws(InvalidValue) {
      return try read(text)
    } catch {
      diagnostics.error(mark, error.message, hint: error.hint)
      return nil
    }
  }

  /// One of the cases of an enumeration that is written by its raw value.
  package func choice<Choice: RawRepresentable & CaseIterable>(
    _: Choice.Type, _ diagnostics: Diagnostics
  ) -> Choice? where Choice.RawValue == String {
    guard let text = text(diagnostics) else { return nil }
    if let choice = Choice(rawValue: text) { return choice }
    let names = Choice.allCases.map(\.rawValue)
    diagnostics.error(
      mark, "\(Redaction.quote(text)) is not one of: \(names.joined(separator: ", "))",
      hint: Suggestion.sentence(for: text, among: names))
    return nil
  }

  /// A whole number within bounds; text that holds one counts, for that is what interpolation leaves.
  package func integer(in range: ClosedRange<Int>, _ diagnostics: Diagnostics) -> Int? {
    value(diagnostics) { (text) throws(InvalidValue) in
      guard let number = Int(text) else {
        throw InvalidValue("expected a whole number here, not \(Redaction.quote(text))")
      }
      guard range.contains(number) else {
        throw InvalidValue("\(number) is not between \(range.lowerBound) and \(range.upperBound)")
      }
      return number
    }
  }

  /// True or false; text counts, as compose casts it after interpolation.
  package func boolean(_ diagnostics: Diagnostics) -> Bool? {
    value(diagnostics) { (text) throws(InvalidValue) in
      switch text.lowercased() {
      case "true", "y", "yes", "on": return true
      case "false", "n", "no", "off": return false
      default: throw InvalidValue("expected true or false here, not \(Redaction.quote(text))")
      }
    }
  }

  /// The items of a list.
  package func items(_ diagnostics: Diagnostics) -> [Node] {
    if let sequence { return sequence }
    if !isNull { diagnostics.error(mark, "expected a list here, not \(kind)", hint: "write each item after a '- '") }
    return []
  }

  /// The entries of a mapping.
  package func entries(_ diagnostics: Diagnostics) -> [Node.Entry] {
    if let mapping { return mapping }
    if !isNull { diagnostics.error(mark, "expected a mapping here, not \(kind)") }
    return []
  }

  /// The name of an image that a spec chooses, with a warning where it may be another one tomorrow.
  package func namedImage(_ diagnostics: Diagnostics) -> ImageReference? {
    guard let image = image(diagnostics) else { return nil }
    if image.isMoving {
      diagnostics.warning(
        mark, "\(image) is whatever was published last: another pull may bring another image",
        hint: "name a version or a digest; nodectl export --lock writes the digests of what the engine has")
    }
    return image
  }

  /// The name of an image.
  package func image(_ diagnostics: Diagnostics) -> ImageReference? {
    value(diagnostics) { (text) throws(InvalidValue) in
      do throws(ImageReferenceError) {
        return try ImageReference(text)
      } catch {
        throw InvalidValue("\(Redaction.quote(text)) is not an image's name", hint: error.reason)
      }
    }
  }
}

import Images

/// A service's image that gives way to another, in words.
struct ImageChange: CustomStringConvertible {
  let service: String
  /// Nil where the service is new.
  let old: String?
  let new: String

  /// The tags alone where nothing else differs.
  var description: String {
    guard let old else { return "\(service) \(new)" }
    let (before, after) = (try? ImageReference(old), try? ImageReference(new))
    guard let before, let after, before.name == after.name, let oldTag = before.tag, let newTag = after.tag,
      oldTag != newTag
    else { return "\(service) \(old) → \(new)" }
    return "\(service) \(oldTag) → \(newTag)"
  }
}

/// What has to happen to a network or a volume.
enum ResourceVerdict: Equatable {
  case keep
  case create
  /// Whatever uses it is replaced with it.
  case replace(Cause)
  /// It is not what is wanted, and holds data that nobody has said may be lost.
  case refuse([FieldChange])

  var isReplacement: Bool { if case .replace = self { true } else { false } }
}

/// Where a secret comes from.
package enum SecretSource: Sendable, Equatable {
  /// A file; a relative path is taken from the directory of the spec.
  case file(String)
  case environment(String)
  case inline(String)
}

extension SecretSource: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Never the secret itself, so that no dump of a spec shows it.
  package var description: String {
    switch self {
    case .file(let path): "file \(path)"
    case .environment(let name): "environment variable \(name)"
    case .inline: "a value in the spec"
    }
  }

  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: ["source": description]) }
}

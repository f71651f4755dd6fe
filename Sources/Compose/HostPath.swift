import NodeSpec

/// Paths of the host in a compose file.
enum HostPath {
  static func parse(_ text: String) throws(InvalidValue) -> String {
    guard !text.hasPrefix("~") else {
      throw InvalidValue("'~' is another directory for each user", hint: "write the whole path")
    }
    return text
  }
}

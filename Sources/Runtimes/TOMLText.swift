/// Pieces of TOML that is written.
enum TOMLText {
  /// What every file of nodectl's begins with.
  static let origin = "# Made by nodectl from runtime.registries.\n"

  /// A basic string; the names of hosts and files, which it is for, have nothing to escape but these.
  static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}

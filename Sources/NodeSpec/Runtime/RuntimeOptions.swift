import YAML

/// Reads `options` of an added runtime, of which containerd passes over what it does not know.
struct RuntimeOptions {
  let type: RuntimeType
  /// Whether the runtime has a file of configuration, which nodectl names to the shim.
  let hasFile: Bool

  func read(_ node: Node, _ diagnostics: Diagnostics) -> [Value.Entry] {
    if node.mapping == nil {
      diagnostics.error(
        node.mark, "expected a mapping here, not \(node.kind)", hint: "write 'options: {\(type.options[0]): ...}'")
    }
    return (node.mapping ?? []).compactMap { entry in
      let key = entry.key.text
      do throws(InvalidValue) { try check(key: key) } catch {
        diagnostics.error(entry.keyMark, error.message, hint: error.hint)
        return nil
      }
      do throws(InvalidValue) { try check(entry.value, of: key) } catch {
        diagnostics.error(entry.value.mark, error.message, hint: error.hint)
        return nil
      }
      return Value.Entry(key, entry.value.value)
    }
  }

  private func check(key: String) throws(InvalidValue) {
    guard type.options.contains(key) else {
      throw InvalidValue(
        "\(Redaction.quote(key)) is no option of \(type.name): containerd would pass over it",
        hint: Suggestion.sentence(for: key, among: type.options) ?? "known: \(type.options.joined(separator: ", "))")
    }
    if hasFile, type != .runc {
      throw InvalidValue("'config' is what '\(key)' would say", hint: "leave one of them out")
    }
  }

  private func check(_ node: Node, of key: String) throws(InvalidValue) {
    switch node.value {
    case .boolean(true) where key == "SystemdCgroup":
      throw InvalidValue(
        "there is no systemd in the container of k0s to make cgroups", hint: "leave 'SystemdCgroup' out")
    case .boolean, .integer, .string: return
    default: throw InvalidValue("expected text, a whole number or a truth here, not \(node.kind)")
    }
  }
}

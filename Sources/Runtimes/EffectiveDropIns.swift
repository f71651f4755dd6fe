import NodeSpec
import TOML
import YAML

/// Which drop-ins the containerd in a container of k0s was started with, held against those of a spec.
///
/// k0s merges what configures a plugin of the CRI into one file, in the order of the names, and has the others imported.
package struct EffectiveDropIns {
  /// Where k0s has what it has merged.
  private static let merged = "/run/k0s/containerd-cri.toml"

  /// Prints all files that tell, each line after the name of its file.
  package static let question = [
    "grep", "-rsH", "", merged, ContainerdConfiguration.path, ContainerdConfiguration.dropIns,
  ]

  /// The texts of files by their paths.
  private let files: [String: String]
  private let merged: Value
  /// What k0s would merge, by the names of the drop-ins, in their order.
  private let patches: [(name: String, patch: Value)]

  /// `answer` is what ``question`` has printed.
  package init(answer: String) {
    var files: [String: String] = [:]
    // By scalars: a line's end that was written on Windows is a character of its own.
    for line in answer.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false) {
      let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      if parts.count == 2 { files[parts[0], default: ""] += parts[1] + "\n" }
    }
    self.files = files
    merged = files[Self.merged].flatMap(Self.value) ?? .null
    patches = Self.names(in: files).compactMap { name in
      guard let plugins = files[Self.path(name)].flatMap(Self.value)?["plugins"] else { return nil }
      return Self.plugins.contains { plugins[$0] != nil } ? (name, plugins) : nil
    }
  }

  /// The names of those in effect; none where k0s leaves the configuration to its owner.
  package var names: [String] {
    guard isManaged else { return [] }
    let ineffective = Set(missing.map(\.name))
    return Self.names(in: files).filter { !ineffective.contains($0) }
  }

  /// Sentences on what is not as it was to be.
  ///
  /// `expected` are the files that a spec has for the container, by their paths; `operators` names the drop-in that
  /// something in the cluster writes.
  package func differences(from expected: [String: String], operators: String? = nil) -> [String] {
    var sentences: [String] = []
    for (path, content) in expected.sorted(by: { $0.key < $1.key }) where path.hasPrefix("/etc/k0s/containerd") {
      guard let found = files[path] else {
        sentences.append("\(path) of the spec is not in the container")
        continue
      }
      if Self.lines(found) != Self.lines(content) { sentences.append("\(path) is not as the spec has it") }
    }
    for name in Self.names(in: files) where expected[Self.path(name)] == nil && name != operators {
      sentences.append("\(Self.path(name)) is not of the spec")
    }
    if expected[ContainerdConfiguration.path] == nil, !isManaged {
      return sentences + ["k0s does not manage \(ContainerdConfiguration.path), so that no drop-in is in effect"]
    }
    return sentences
      + missing.map { "the drop-in \($0.name) is not in effect: \(Self.merged) has no such \($0.key)" }
  }

  private var isManaged: Bool { files[ContainerdConfiguration.path]?.hasPrefix(ContainerdFile.managedMark) != false }

  /// The drop-ins of which something is not in what k0s has merged, and the key of that.
  private var missing: [(name: String, key: String)] {
    guard isManaged else { return [] }
    let wanted = patches.reduce(Value.mapping([])) { $0.patched(with: $1.patch) }
    return patches.compactMap { name, patch in
      let plugins = merged["plugins"]
      return patch.leaves.first { plugins?[at: $0] != wanted[at: $0] }.map { (name, $0.joined(separator: ".")) }
    }
  }

  private static let plugins = [
    "io.containerd.grpc.v1.cri", "io.containerd.cri.v1.images", "io.containerd.cri.v1.runtime",
  ]

  private static func path(_ name: String) -> String { "\(ContainerdConfiguration.dropIns)/\(name)" }

  /// As k0s looks for them: `*.toml`, in the order of their names.
  private static func names(in files: [String: String]) -> [String] {
    files.keys.compactMap { path in
      let name = path.split(separator: "/").last.map(String.init) ?? ""
      return path == Self.path(name) && name.hasSuffix(".toml") ? name : nil
    }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private static func value(_ text: String) -> Value? {
    try? TOMLDocument(Source(name: "", text: text)).value
  }

  /// `grep` ends the last line of a file that does not end it itself.
  private static func lines(_ text: String) -> [Substring] {
    text.split(separator: "\n", omittingEmptySubsequences: false).reversed().drop { $0.isEmpty }.reversed()
  }
}

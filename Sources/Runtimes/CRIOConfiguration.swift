import NodeSpec
import TOML
import YAML

/// How the CRI-O of a node is configured.
enum CRIOConfiguration {
  static let dropIns = "/etc/crio/crio.conf.d"

  /// What the stack needs as it is, by the table that it stands in: CRI-O would start, and the node would not work.
  private static let owned: [(table: [String], key: String, why: String)] = [
    (["crio", "api"], "listen", "the kubelet finds it at /run/crio/crio.sock"),
    (["crio", "runtime"], "cgroup_manager", "without systemd in its container there is cgroupfs alone"),
    (["crio", "runtime"], "conmon_cgroup", "with cgroupfs it can only be where CRI-O is"),
  ]

  /// Reports what is no TOML, what the stack itself sets, and what CRI-O passes over.
  static func checkDropIn(_ source: Source, _ diagnostics: Diagnostics) {
    guard let document = TOMLDocument.read(source, diagnostics) else { return }
    for (path, key, why) in owned where path.reduce(Optional(document.value), { $0?[$1] })?[key] != nil {
      diagnostics.error(
        document.mark(of: path + [key]), "'\(key)' of CRI-O is the stack's: \(why)", hint: "leave it out")
    }
    for key in document.keys where key != "crio" {
      diagnostics.warning(
        document.mark(of: [key]), "CRI-O passes over '\(key)'", hint: "its tables begin with 'crio', as [crio.runtime]")
    }
  }
}

import TestSupport
import Testing

/// The Debian package of the program that is tested, in a host with systemd.
@Suite(.engineTest) struct PackageScenarios {
  @Test func `it installs, works, and goes without a trace`() async throws {
    let host = TestHost.systemd
    try await host.installPackage()
    do {
      let files = try await host.output(of: ["dpkg", "-L", "nodectl"]).split(separator: "\n").map(String.init)
      #expect(try await host.output(of: ["/usr/bin/nodectl", "version"]).hasPrefix("nodectl "))
      // Hosts may be set up to leave out documents.
      let changed = try await host.run(["dpkg", "--verify", "nodectl"]).output.split(separator: "\n")
      #expect(changed.allSatisfy { $0.contains(" /usr/share/") }, "\(changed)")
      for page in ["nodectl", "nodectl-up", "nodectl-identity-new"] {
        #expect(files.contains("/usr/share/man/man1/\(page).1.gz"))
      }
      let completions = "/usr/share/bash-completion/completions/nodectl"
      #expect(try await host.run(["bash", "-c", "source \(completions) && complete -p nodectl"]).status == 0)
      let unit = try await host.run(["systemd-analyze", "verify", "--man=no", "nodectl@edge-01.service"])
      #expect(unit.errors == "")
      #expect(try await host.output(of: ["systemctl", "list-unit-files"]).contains("nodectl@.service"))

      try await host.output(of: ["dpkg", "--purge", "nodectl"])
      let left = "for file; do [ -d \"$file\" ] || ! [ -e \"$file\" ] || echo \"$file\"; done"
      #expect(try await host.output(of: ["sh", "-c", left, "sh"] + files) == "")
      #expect(try await host.run(["ls", "/etc/nodectl", "/usr/libexec/nodectl"]).output == "")
      #expect(try await !host.output(of: ["systemctl", "list-unit-files"]).contains("nodectl@"))
    } catch {
      _ = try? await host.run(["dpkg", "--purge", "nodectl"])
      throw error
    }
  }
}

extension TestHost {
  /// Makes the package on the machine, quickly rather than small, and installs it.
  fileprivate func installPackage() async throws {
    let directory = TemporaryDirectory()
    let made = try await script("../../Packaging/deb.sh", [directory.path, "-Zgzip", "-z1"])
    try #require(made.status == 0, "\(made.errors)")
    let package = made.output.filter { !$0.isNewline }
    try await output(of: ["true"])  // the host is up
    let put = try await script("host.sh", ["put", package, "/tmp/nodectl.deb"])
    try #require(put.status == 0, "\(put.errors)")
    // In Debian's newer releases a package of another name provides what it depends on.
    try await output(of: ["dpkg", "--install", "/tmp/nodectl.deb"])
  }
}

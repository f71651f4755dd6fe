import FoundationEssentials
import Subprocess
import SystemPackage
import TestSupport
import Testing

/// What `make install` and `make deb` make of the program that is tested; the package in a host with systemd.
@Suite(.engineTest, .serialized) struct PackageScenarios {
  @Test func `make install puts each file where its prefix has them, and writes nowhere else`() async throws {
    let root = TemporaryDirectory()
    try await make("install", "PREFIX=/opt/tools", "DESTDIR=\(root.path)")
    #expect(try await output(of: "\(root.path)/opt/tools/bin/nodectl", "version").hasPrefix("nodectl "))
    let files = try await output(of: "find", root.path, "-type", "f", "-printf", "/%P\n").split(separator: "\n")
    #expect(files.allSatisfy { $0.hasPrefix("/opt/tools/") }, "\(files)")
    let pages = try await commands.map { "/opt/tools/share/man/man1/nodectl-\($0).1" }
    let others = [
      "bin/nodectl", "libexec/nodectl/nodectl-host", "lib/systemd/system/nodectl@.service",
      "share/bash-completion/completions/nodectl", "share/zsh/site-functions/_nodectl",
      "share/fish/vendor_completions.d/nodectl.fish",
    ].map { "/opt/tools/\($0)" }
    #expect(Set(pages + others).subtracting(files.map(String.init)) == [])
    for shell in others.suffix(3) {
      let script = try await output(of: "cat", root.path + shell)
      for command in try await commands { #expect(script.contains(command), "\(shell)") }
    }
  }

  @Test func `the package installs, works, completes, and goes without a trace`() async throws {
    let host = TestHost.systemd
    try await host.install(try await makePackage())
    do {
      let files = try await host.output(of: ["dpkg", "-L", "nodectl"]).split(separator: "\n").map(String.init)
      #expect(try await host.output(of: ["/usr/bin/nodectl", "version"]).hasPrefix("nodectl "))
      // Hosts may be set up to leave out documents.
      let changed = try await host.run(["dpkg", "--verify", "nodectl"]).output.split(separator: "\n")
      #expect(changed.allSatisfy { $0.contains(" /usr/share/") }, "\(changed)")
      let pages = try await ["nodectl", "nodectl-identity-new"] + commands.map { "nodectl-\($0)" }
      #expect(Set(pages.map { "/usr/share/man/man1/\($0).1.gz" }).subtracting(files) == [])
      let unit = try await host.run(["systemd-analyze", "verify", "--man=no", "nodectl@edge-01.service"])
      #expect(unit.errors == "")
      #expect(try await host.output(of: ["systemctl", "list-unit-files"]).contains("nodectl@.service"))
      try await expectCompletions(on: host)

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

  /// Real shells, at a terminal: what was completed runs.
  private func expectCompletions(on host: TestHost) async throws {
    let spec = """
      name: edge-77
      zerotier: {network: 8056c2e21c000001, identity: {file: a}}
      k0s: {version: v1.34.1+k0s.0, joinToken: {file: b}}
      """
    try await host.output(
      of: ["sh", "-c", "mkdir -p /srv/completing && cat >/srv/completing/node.yaml"], input: spec)
    let shells = [
      (["zsh", "-f", "-i"], "autoload -Uz compinit && compinit -u"),
      (["bash", "--norc", "-i"], "source /usr/share/bash-completion/completions/nodectl"),
    ]
    for (shell, preparation) in shells {
      let start = ["sh", "-c", "cd /srv/completing && exec \"$@\"", "sh"] + shell
      let shown = try await host.atTerminal(
        start,
        steps: [
          "send \(preparation) && echo re''ady\\n", "expect ready", "send nodectl status ed\\t\\n",
          "expect edge-77: is not on", "send nodectl upgr\\t--help\\n", "expect Brings nodes to the versions",
          "send exit\\n",
        ])
      #expect(shown.contains("terminal restored"), "\(shell[0]): \(shown)")
    }
    try await host.output(of: ["rm", "-r", "/srv/completing"])
  }

  // MARK: On the machine

  /// The commands that the program's help has.
  private var commands: [String] {
    get async throws {
      let help = try await output(of: TestHost.binary, "--help")
      let commands = help.matches(of: /(?m)^  ([a-z-]+)(?:, [a-z]+)?  +\S/).map { String($0.output.1) }
      #expect(Set(["up", "upgrade", "exec", "events", "support-bundle"]).subtracting(commands) == [], "\(help)")
      return commands.filter { $0 != "help" }
    }
  }

  /// Runs a target of the Makefile as it is, for the program that is tested in the place of one that it would build.
  private func make(_ arguments: String...) async throws {
    let program = ["--assume-old=build", "binary=\(TestHost.binary)"]
    _ = try await output(
      of: "make", ["--directory", TestHost.repository.string, "--silent"] + program + arguments)
  }

  /// Makes the package, quickly rather than small; gives its path.
  private func makePackage() async throws -> String {
    try await make("deb")
    let version = try await output(of: TestHost.binary, "version").dropFirst("nodectl ".count).filter { !$0.isNewline }
    let architecture = try await output(of: "dpkg", "--print-architecture").filter { !$0.isNewline }
    return TestHost.repository.appending(".build/nodectl_\(version)_\(architecture).deb").string
  }

  private func output(of program: String, _ arguments: String...) async throws -> String {
    try await output(of: program, arguments)
  }

  private func output(of program: String, _ arguments: [String]) async throws -> String {
    let overrides: [Environment.Key: String?] = ["DPKG_DEB_COMPRESSOR_TYPE": "gzip", "DPKG_DEB_COMPRESSOR_LEVEL": "1"]
    let result = try await Subprocess.run(
      program.contains("/") ? .path(.init(program)) : .name(program), arguments: Arguments(arguments),
      environment: .inherit.updating(overrides), output: .string(limit: 1 << 24), error: .string(limit: 1 << 20))
    try #require(result.terminationStatus.isSuccess, "\(program) \(arguments): \(result.standardError)")
    return result.standardOutput
  }
}

extension TestHost {
  fileprivate func install(_ package: String) async throws {
    try await output(of: ["true"])  // the host is up
    try await script("host.sh", ["put", package, "/tmp/nodectl.deb"]).succeeded()
    // In Debian's newer releases a package of another name provides what it depends on.
    try await output(of: ["dpkg", "--install", "/tmp/nodectl.deb"])
  }
}

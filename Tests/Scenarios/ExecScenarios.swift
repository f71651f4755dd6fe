import Testing

/// `nodectl exec` beside real engines.
@Suite(.engineTest, .serialized) struct ExecScenarios {
  @Test(arguments: EngineKind.allCases)
  func `commands run in a service's container, with a terminal and without`(engine: EngineKind) async throws {
    try await ScenarioNode.with("exec", on: engine) { node in
      try await node.up("--wait", "healthy")
      try await expectStreams(node)
      try await expectDetached(node)
      try await expectSlowReader(node)
      try await expectTerminal(node)
      try await expectLostTerminal(node)
    }
  }

  private func expectStreams(_ node: ScenarioNode) async throws {
    let both = try await node.nodectl("exec", "k0s", "--", "sh", "-c", "echo out; echo err >&2; exit 42")
    #expect(both.status == 42)
    #expect(both.output == "out\n")
    #expect(both.errors == "err\n")

    let context = try await node.nodectl(
      "exec", "-T", "-u", "1000:1000", "-w", "/tmp", "-e", "A=b c", "k0s", "sh", "-c", "id -u; pwd; echo $A")
    #expect(context.output == "1000\n/tmp\nb c\n", "\(context.errors)")

    let piped = try await node.bash("seq 100000 | nodectl exec k0s -- sh -c 'wc -l; exit 7'")
    #expect(piped.status == 7, "\(piped.errors)")
    #expect(piped.output == "100000\n", "its input has come to an end")

    let bytes = try await node.bash(
      "head -c 8M /dev/urandom >sent && nodectl exec k0s -- cat <sent >received && cmp sent received")
    #expect(bytes.status == 0, "\(bytes.output)\(bytes.errors)")

    let missing = try await node.nodectl("exec", "k0s", "--", "/nonexistent")
    #expect(missing.status == 126 || missing.status == 127, "\(missing.status)")
    #expect((missing.output + missing.errors).contains("/nonexistent"))
  }

  private func expectDetached(_ node: ScenarioNode) async throws {
    let wait = "until [ -e /tmp/go ]; do sleep 0.1; done; echo \"$A\" >/tmp/gone"
    let detached = try await node.nodectl("exec", "--detach", "-e", "A=b c", "k0s", "--", "sh", "-c", wait)
    #expect(detached.status == 0, "\(detached.errors)")
    #expect(detached.output == "" && detached.errors == "")
    // It has returned while the command waits.
    let read = "touch /tmp/go; until [ -s /tmp/gone ]; do sleep 0.1; done; cat /tmp/gone"
    #expect(try await node.nodectl("exec", "k0s", "--", "timeout", "60", "sh", "-c", read).output == "b c\n")

    let missing = try await node.nodectl("exec", "-d", "k0s", "--", "/nonexistent")
    // Podman does not tell with what a command has ended that never began.
    let codes: [Int32] = node.engine == .docker ? [126, 127] : [1]
    #expect(codes.contains(missing.status), "\(missing.status) \(missing.errors)")
    #expect(missing.errors.hasPrefix("error: ") && missing.errors.contains("/nonexistent"), "\(missing.errors)")
  }

  /// What is not read yet waits in the container, not here.
  private func expectSlowReader(_ node: ScenarioNode) async throws {
    let program = """
      import resource, subprocess
      command = ["nodectl", "exec", "k0s", "--", "head", "-c", str(128 << 20), "/dev/zero"]
      process = subprocess.Popen(command, stdout=subprocess.PIPE, bufsize=0)
      count = 0
      while data := process.stdout.read(4096): count += len(data)
      print(count >> 20, process.wait(), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss >> 10)
      """
    let result = try await node.host.run(
      ["sh", "-c", "cd \"$0\" && exec python3 -c \"$1\"", node.directory, program])
    let numbers = result.output.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
    try #require(numbers.count == 3, "\(result.errors)")
    #expect(numbers[0] == 128)
    #expect(numbers[1] == 0)
    #expect(numbers[2] < 100, "MiB at most")
  }

  private func expectTerminal(_ node: ScenarioNode) async throws {
    let shell = try await node.atTerminal(
      "exec", "k0s", "--", "sh",
      steps: [
        "expect # ", #"send stty size\r"#, "expect 24 80", "expect # ",
        "resize 120x50", #"send while [ "$(stty size)" != "50 120" ]; do sleep 0.1; done; echo re''sized\r"#,
        "expect resized", "expect # ",
        #"send sh -c "echo re''ady; exec sleep 1000"\r"#, "expect ready", #"send \x03"#, "expect # ",
        #"send exit 5\r"#,
      ])
    #expect(shell.hasSuffix("exit 5\nterminal restored\n"), "\(shell)")

    let ended = try await node.atTerminal("exec", "k0s", "--", "sh", steps: ["expect # ", "signal TERM"])
    #expect(ended.hasSuffix("exit 143\nterminal restored\n"), "\(ended)")
  }

  private func expectLostTerminal(_ node: ScenarioNode) async throws {
    let lost = try await node.atTerminal("exec", "k0s", "--", "sh", steps: ["expect # ", "hang-up"])
    #expect(lost.hasSuffix("exit 129\n"), "\(lost)")
    #expect(!lost.contains("error"), "\(lost)")
  }
}

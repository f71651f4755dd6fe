import Testing

@testable import ZeroTier

/// The outputs are those of ZeroTier 1.14.1.
@Suite struct CLIOutputTests {
  @Test func `info says who the daemon is and whether it is online`() throws {
    let status = try printed(
      """
      { "address":"814974d740","clock":1795305470408,
       "config":{"settings":{"allowTcpFallbackRelay":true,"homeDir":"/var/lib/zerotier-one","primaryPort":9993}},
       "online":false,"planetWorldId":149604618,"publicIdentity":"814974d740:0:13e8",
       "tcpFallbackActive":false,"version":"1.14.1","versionBuild":0,"versionMajor":1,"versionMinor":14,"versionRev":1 }
      """
    ).status()
    #expect(status.address.description == "814974d740")
    #expect(!status.isOnline)
    #expect(status.version == "1.14.1")
    #expect(!status.isRelayedByTCP)
  }

  @Test func `listnetworks says how each network stands`() throws {
    let networks = try printed(
      """
      [{ "allowDNS":false,"allowManaged":true,"assignedAddresses":["10.147.20.58/24","fd80:56c2::1/88"],
       "bridge":false,"dns":{"domain":"","servers":[]},"id":"814974d740033095","mac":"96:b1:4a:34:00:34",
       "mtu":2800,"multicastSubscriptions":[{"adi":0,"mac":"01:00:5e:00:00:01"}],
       "name":"farm OK net","netconfRevision":1,"nwid":"814974d740033095","portDeviceName":"ztkyexpz6v","portError":0,
       "routes":[{"flags":0,"metric":0,"target":"10.147.20.0/24","via":null}],"status":"OK","type":"PRIVATE" }]
      """
    ).networks()
    let network = try #require(networks.first)
    #expect(network.id.description == "814974d740033095")
    #expect(network.name == "farm OK net")
    #expect(network.state == .ok)
    #expect(network.deviceName == "ztkyexpz6v")
    #expect(network.ipv4Addresses == ["10.147.20.58"])
    #expect(network.authenticationURL == nil)
  }

  @Test func `no network is an empty list`() throws {
    #expect(try printed("[]\n").networks().isEmpty)
  }

  @Test(arguments: [
    ("REQUESTING_CONFIGURATION", NetworkState.requestingConfiguration), ("OK", .ok), ("ACCESS_DENIED", .accessDenied),
    ("NOT_FOUND", .notFound), ("PORT_ERROR", .portError), ("CLIENT_TOO_OLD", .clientTooOld),
    ("AUTHENTICATION_REQUIRED", .authenticationRequired), ("SOMETHING_NEW", .other("SOMETHING_NEW")),
  ])
  func `a state has ZeroTier's name`(name: String, expected: NetworkState) throws {
    #expect(try printed(name + "\n").values().map(NetworkState.init) == [expected])
    #expect(expected.description == name)
  }

  @Test(arguments: [
    ("10.147.20.58\n", ["10.147.20.58"]), ("10.147.20.58\n10.147.20.59\n", ["10.147.20.58", "10.147.20.59"]),
    ("\n", []),
  ])
  func `get prints a line for each value, an empty one for none`(text: String, expected: [String]) throws {
    #expect(try printed(text).values() == expected)
  }

  @Test(arguments: [
    (
      1,
      "Error connecting to the ZeroTier service: connection failed\n\nPlease check that the service is running and that "
        + "TCP port 9993 can be contacted via 127.0.0.1.\n", "", CLIError.serviceSilent
    ),
    (
      2, "", "zerotier-cli: missing port and zerotier-one.port not found in /var/lib/zerotier-one\n",
      .serviceNeverStarted
    ),
    (
      2, "", "zerotier-cli: authtoken.secret not found or readable in /var/lib/zerotier-one (try again as root)\n",
      .unauthorized
    ),
    (1, "401 info {}\n", "", .unauthorized),
    (0, "", "unknown network ID, check that you are a member of the network\n", .networkNotJoined),
    (0, "error, unknown property name\n", "", .unknownProperty),
    (
      2, "", "invalid format: must be a 16-digit (network) ID\n",
      .unexpected(exitCode: 2, line: "invalid format: must be a 16-digit (network) ID")
    ),
    (0, "", "", .unexpected(exitCode: 0, line: "nothing")),
    (126, "", "\u{1B}[31mOCI runtime exec failed\n", .unexpected(exitCode: 126, line: "[31mOCI runtime exec failed")),
  ])
  func `a failure is told by its text, whatever was asked for`(
    exitCode: Int, stdout: String, stderr: String, expected: CLIError
  ) {
    let output = CLIOutput(exitCode: exitCode, stdout: stdout, stderr: stderr)
    #expect(throws: expected) { try output.status() }
    #expect(throws: expected) { try output.networks() }
    #expect(throws: expected) { try output.values() }
  }

  @Test(arguments: [
    "{}", "null", "{\"address\":\"814974d740\"", "[1]", "{\"address\":814974}", "200 info 814974d740 1.14.1 ONLINE",
    "{\"address\":\"xyz\",\"online\":true,\"version\":\"\",\"tcpFallbackActive\":false}",
    String(repeating: "[", count: 100_000),
  ])
  func `what is not the JSON that was asked for is an error, not a crash`(text: String) {
    #expect(throws: CLIError.unexpected(exitCode: 0, line: String(text.prefix(200)))) { try printed(text).status() }
    #expect(throws: CLIError.unexpected(exitCode: 0, line: String(text.prefix(200)))) { try printed(text).networks() }
  }

  private func printed(_ text: String) -> CLIOutput { CLIOutput(exitCode: 0, stdout: text, stderr: "") }
}

import Compose
import Testing

@testable import Export

@Suite struct ContainerUnitTests {
  @Test func `everything that the compose model holds is said`() throws {
    let project = try project(
      #"""
      services:
        probe:
          image: docker.io/library/busybox:1.37
          hostname: edge-01
          entrypoint: [sh, -c]
          command: ["echo \"$0\" 100%\n", it's, $HOME]
          environment: {A: "b c", EMPTY: ""}
          labels: {x.y: "$1 100%"}
          user: 1000:1000
          working_dir: /a b
          init: true
          read_only: true
          networks: {default: {aliases: [other]}}
          ports: ["80", "127.0.0.1:8080:80", "[::1]:8080:80/udp"]
          extra_hosts: {other: 10.9.9.9}
          tmpfs: ["/scratch:size=1m"]
          volumes: ["./bound:/bound:ro", "/srv/data:/data:shared"]
          secrets: [{source: token, target: /etc/token}]
          privileged: true
          cgroup: private
          pid: host
          cap_add: [NET_ADMIN]
          cap_drop: [MKNOD]
          devices: ["/dev/net/tun"]
          security_opt: ["no-new-privileges:true", "label=disable", "seccomp=unconfined", "mask=/proc/acpi"]
          sysctls: {net.ipv4.ping_group_range: "0 100"}
          ulimits: {nofile: {soft: 100, hard: 200}}
          cpus: 1.5
          mem_limit: 1g
          pids_limit: 100
          healthcheck:
            test: [CMD, test, '"$0"', "=", "100%"]
            interval: 15s
            timeout: 10s
            retries: 4
            start_period: 1m30s
            start_interval: 500ms
          restart: always
          stop_grace_period: 60s
          stop_signal: SIGINT
          logging: {driver: json-file, options: {max-size: 10m, tag: a b}}
      secrets: {token: {file: join-token}}
      """#)
    #expect(
      try section("Container", of: "probe", in: project) == #"""
        ContainerName=edge-01-probe
        Image=docker.io/library/busybox:1.37
        User=1000:1000
        WorkingDir=/a b
        RunInit=true
        Entrypoint=["sh","-c"]
        Exec="echo \"$$0\" 100%%\n" "it's" "$$HOME"
        Environment="A=b c"
        Environment=EMPTY=
        Label="x.y=$$1 100%%"
        HostName=edge-01
        Network=edge-01-default.network:alias=probe,alias=other
        PublishPort=80/tcp
        PublishPort=127.0.0.1:8080:80/tcp
        PublishPort=[::1]:8080:80/udp
        AddHost=other:10.9.9.9
        ReadOnly=true
        ReadOnlyTmpfs=false
        Tmpfs=/scratch:size=1m
        Volume=./bound:/bound:ro
        Volume=/srv/data:/data:shared
        Volume=./join-token:/etc/token:ro
        PodmanArgs=--privileged
        PodmanArgs=--cgroupns=private
        PodmanArgs=--pid=host
        AddCapability=NET_ADMIN
        DropCapability=MKNOD
        AddDevice=/dev/net/tun:/dev/net/tun:rwm
        NoNewPrivileges=true
        SecurityLabelDisable=true
        SeccompProfile=unconfined
        PodmanArgs=--security-opt=mask=/proc/acpi
        Sysctl="net.ipv4.ping_group_range=0 100"
        Ulimit=nofile=100:200
        PidsLimit=100
        PodmanArgs=--cpus=1.5
        PodmanArgs=--memory=1073741824b
        HealthCmd=["test","\"$$0\"","=","100%%"]
        HealthInterval=15s
        HealthTimeout=10s
        HealthRetries=4
        HealthStartPeriod=1m30s
        HealthStartupCmd=["test","\"$$0\"","=","100%%"]
        HealthStartupInterval=500ms
        HealthStartupTimeout=10s
        Notify=healthy
        StopSignal=SIGINT
        LogDriver=json-file
        LogOpt=max-size=10m
        LogOpt="tag=a b"
        StopTimeout=60
        """#)
    #expect(
      try section("Service", of: "probe", in: project) == """
        ExecStartPre=-/usr/bin/mkdir -p /srv/data
        Restart=always
        RestartSec=1s
        TimeoutStartSec=15min
        TimeoutStopSec=90s
        """)
  }

  @Test(arguments: [("NONE", "HealthCmd=none"), ("CMD-SHELL, a b", #"HealthCmd=["CMD-SHELL","a b"]"#)])
  func `a health check keeps its form`(test: String, line: String) throws {
    let project = try project("services: {a: {image: x, healthcheck: {test: [\(test)]}}}")
    #expect(try section("Container", of: "a", in: project).contains("\n" + line))
  }

  @Test(arguments: [
    ("network_mode: host", "Network=host"), ("network_mode: none", "Network=none"),
    ("network_mode: bridge", "Network=bridge"),
  ])
  func `a network mode is a network`(key: String, line: String) throws {
    let project = try project("services: {a: {image: x, \(key)}}")
    #expect(try section("Container", of: "a", in: project).hasSuffix(line))
  }

  @Test(arguments: [
    ("command: [a, '']", "Exec= cannot hold an empty word, or one that is a semicolon"),
    ("command: [a, ;, b]", "Exec= cannot hold an empty word, or one that is a semicolon"),
    (
      #"hostname: '"a"'"#,
      "HostName= cannot hold a text that is empty, has several lines, or has a blank or quote at an end"
    ),
    (
      #"working_dir: "a\nb""#,
      "WorkingDir= cannot hold a text that is empty, has several lines, or has a blank or quote at an end"
    ),
    (
      "volumes: ['/a b:/c']",
      "the path '/a b' has a blank, a colon or a dollar sign in it, which Quadlet does not keep"
    ),
    (
      "secrets: [{source: s, target: /s, mode: '0400'}]",
      "the secret at /s has the owner and the mode of its file: leave uid, gid and mode out"
    ),
    (
      "secrets: [{source: e, target: /e}]",
      "the secret 'e' is in the environment, and a unit binds files: write it with 'file'"
    ),
    (
      "depends_on: {b: {condition: service_completed_successfully}}",
      "'b' would have to complete before, and a unit that has completed is stopped"
    ),
    (
      "healthcheck: {interval: 5s}",
      "its health check has no 'test', and Quadlet cannot change the times of the image's own"
    ),
    (
      "healthcheck: {test: [CMD, check]}", "a health check of one word needs a shell: write its 'test' as CMD-SHELL"
    ),
    ("stop_grace_period: 1500ms", "'stop_grace_period' is in whole seconds"),
  ])
  func `what Quadlet cannot say is an error`(key: String, problem: String) throws {
    let project = try project(
      "services: {a: {image: x, \(key)}, b: {image: x}}\nsecrets: {s: {file: s}, e: {environment: E}}")
    #expect(throws: QuadletError(problems: ["a: \(problem)"])) { try QuadletExport.units(of: project, notes: []) }
  }

  @Test func `all that cannot be said is told at once`() throws {
    let project = try project("services: {a: {image: x, command: ['']}, b: {image: x, command: ['']}}")
    let error = try #require(throws: QuadletError.self) { try QuadletExport.units(of: project, notes: []) }
    #expect(error.problems.count == 2)
  }
}

extension LibpodSpecification {
  /// Whose namespace a container has.
  struct Namespace: Encodable, Equatable {
    var nsmode: String
    @OrEmpty var value: String = ""
  }

  struct Network: Encodable, Equatable {
    @OrEmpty var aliases: [String] = []
    @OrEmpty var addresses: [String] = []

    private enum CodingKeys: String, CodingKey {
      case aliases
      case addresses = "static_ips"
    }
  }

  struct PortMapping: Encodable, Equatable {
    @OrEmpty var hostAddress: String = ""
    var hostPort: UInt16
    var containerPort: UInt16
    var transport: String

    private enum CodingKeys: String, CodingKey {
      case hostAddress = "host_ip"
      case hostPort = "host_port"
      case containerPort = "container_port"
      case transport = "protocol"
    }
  }

  struct Log: Encodable, Equatable {
    @OrEmpty var driver: String = ""
    var size: Int64?
    @OrEmpty var options: [String: String] = [:]
  }

  struct Rlimit: Encodable, Equatable {
    var type: String
    var soft: Int64
    var hard: Int64
  }

  struct Device: Encodable, Equatable {
    /// `HOST:CONTAINER:PERMISSIONS`, or a CDI name.
    var path: String
  }

  struct Mount: Encodable, Equatable {
    var destination: String
    var type: String
    var source: String
    var options: [String]
  }

  struct NamedVolume: Encodable, Equatable {
    var name: String
    var destination: String
    var options: [String]

    private enum CodingKeys: String, CodingKey {
      case name = "Name"
      case destination = "Dest"
      case options = "Options"
    }
  }

  struct Resources: Encodable, Equatable {
    struct CPU: Encodable, Equatable {
      var period = 100_000
      var quota: Int64
    }

    struct Limit: Encodable, Equatable {
      var limit: Int64
    }

    var cpu: CPU?
    var memory: Limit?
    var pids: Limit?
  }
}

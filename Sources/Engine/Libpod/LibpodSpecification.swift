/// A container to be created, as libpod's API wants it (Podman's `specgen`).
///
/// It says what Podman makes of the same ``ContainerConfiguration`` sent to Docker's route, and the cgroup namespace in
/// addition, which that route drops before 5.6.
struct LibpodSpecification: Encodable {
  struct Inexpressible: Error {
    let detail: String
  }

  let name: String
  let image: String
  var hostname: String?
  var user: String?
  var workDir: String?
  var entrypoint: [String]?
  var command: [String]?
  @OrEmpty var env: [String: String] = [:]
  @OrEmpty var labels: [String: String] = [:]
  @OrEmpty var annotations: [String: String] = [:]
  var healthConfig: HealthCheck?
  var stopSignal: Int?
  var stopTimeout: Int?
  var terminal: Bool?
  var restartPolicy: String?
  var restartTries: Int?
  var log: Log?

  var netns: Namespace?
  @OrEmpty var networks: [String: Network] = [:]
  @OrEmpty var portMappings: [PortMapping] = []
  @OrEmpty var expose: [String: String] = [:]
  @OrEmpty var hostAdd: [String] = []
  var pidns: Namespace?
  var ipcns: Namespace?
  var cgroupns: Namespace?

  var privileged: Bool?
  var initialises: Bool?
  var readOnlyFilesystem: Bool?
  var remove: Bool?
  var readWriteTmpfs: Bool?
  var noNewPrivileges: Bool?
  @OrEmpty var selinuxOptions: [String] = []
  var apparmorProfile: String?
  var seccompProfilePath: String?
  @OrEmpty var capAdd: [String] = []
  @OrEmpty var capDrop: [String] = []
  @OrEmpty var sysctl: [String: String] = [:]
  @OrEmpty var rlimits: [Rlimit] = []
  @OrEmpty var devices: [Device] = []
  @OrEmpty var mounts: [Mount] = []
  @OrEmpty var volumes: [NamedVolume] = []
  var resourceLimits: Resources?

  // What Docker's route sets, whatever is asked for.
  let systemd = "true"
  let imageVolumeMode = "anonymous"
  let createWorkingDir = true
  let baseHostsFile = "none"

  private enum CodingKeys: String, CodingKey {
    case name, image, hostname, user, entrypoint, command, env, labels, annotations, terminal, systemd
    case netns, expose, pidns, ipcns, cgroupns, privileged, sysctl, devices, mounts, volumes, remove
    case workDir = "work_dir"
    case healthConfig = "healthconfig"
    case stopSignal = "stop_signal"
    case stopTimeout = "stop_timeout"
    case restartPolicy = "restart_policy"
    case restartTries = "restart_tries"
    case log = "log_configuration"
    case networks = "Networks"
    case portMappings = "portmappings"
    case hostAdd = "hostadd"
    case initialises = "init"
    case readOnlyFilesystem = "read_only_filesystem"
    case readWriteTmpfs = "read_write_tmpfs"
    case noNewPrivileges = "no_new_privileges"
    case selinuxOptions = "selinux_opts"
    case apparmorProfile = "apparmor_profile"
    case seccompProfilePath = "seccomp_profile_path"
    case capAdd = "cap_add"
    case capDrop = "cap_drop"
    case rlimits = "r_limits"
    case resourceLimits = "resource_limits"
    case imageVolumeMode = "image_volume_mode"
    case createWorkingDir = "create_working_dir"
    case baseHostsFile = "base_hosts_file"
  }
}

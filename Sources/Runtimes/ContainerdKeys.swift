/// The keys that containerd knows, of the releases that k0s has: `pkg/cri/config/config.go` of 1.7,
/// `internal/cri/config/config.go` of 2.x, and what their `containerd config default` prints.
struct ContainerdKeys {
  /// 2 for containerd 1.7, 3 for containerd 2.
  let version: Int

  var whole: KeyShape {
    .keys(
      "version root state temp plugin_dir oom_score imports disabled_plugins required_plugins timeouts",
      [
        "grpc": .keys(
          """
          address uid gid max_recv_message_size max_send_message_size tcp_address tcp_tls_ca tcp_tls_cert tcp_tls_key
          tcp_tls_common_name
          """),
        "ttrpc": .keys("address uid gid"),
        "debug": .keys("address uid gid level format"),
        "metrics": .keys("address grpc_histogram"),
        "cgroup": .keys("path"),
        "proxy_plugins": .named(.free),
        "stream_processors": .named(.free),
        "plugins": plugins,
      ])
  }

  private var plugins: KeyShape {
    let others = KeyShape.keys(Self.common + " " + (version == 2 ? Self.ofContainerd1 : Self.ofContainerd2))
    guard case .table(var shapes) = others else { return .free }
    if version == 2 {
      shapes["io.containerd.grpc.v1.cri"] = cri
    } else {
      shapes["io.containerd.cri.v1.images"] = images
      shapes["io.containerd.cri.v1.runtime"] = runtime
    }
    // What is of the other version is reported as such, all of it at once.
    for name in ContainerdConfiguration.otherPlugins(than: version) { shapes[name] = .free }
    return .table(shapes)
  }

  /// What serves the kubelet.
  static let server = KeyShape.keys(
    "disable_tcp_service stream_server_address stream_server_port stream_idle_timeout enable_tls_streaming",
    ["x509_key_pair_streaming": .keys("tls_cert_file tls_key_file")])

  /// The whole CRI of containerd 1.7.
  private var cri: KeyShape {
    .keys(
      """
      disable_tcp_service stream_server_address stream_server_port stream_idle_timeout enable_tls_streaming
      sandbox_image stats_collect_period systemd_cgroup disable_cgroup max_concurrent_downloads
      image_pull_progress_timeout image_pull_with_sync_fs
      """ + " " + Self.containers,
      [
        "x509_key_pair_streaming": .keys("tls_cert_file tls_key_file"),
        "containerd": .keys(
          """
          snapshotter default_runtime_name no_pivot disable_snapshot_annotations discard_unpacked_layers
          ignore_rdt_not_enabled_errors ignore_blockio_not_enabled_errors
          """,
          [
            "default_runtime": runtimeTable, "untrusted_workload_runtime": runtimeTable,
            "runtimes": .named(runtimeTable),
          ]),
        "cni": .keys("bin_dir conf_dir max_conf_num setup_serially conf_template ip_pref"),
        "registry": registry,
        "image_decryption": .keys("key_model"),
      ])
  }

  private var images: KeyShape {
    .keys(
      """
      snapshotter disable_snapshot_annotations discard_unpacked_layers max_concurrent_downloads
      concurrent_layer_fetch_buffer image_pull_progress_timeout image_pull_with_sync_fs stats_collect_period
      use_local_image_pull disable_image_pull_with_transfer_service
      """,
      [
        "pinned_images": .named(.free), "registry": registry, "image_decryption": .keys("key_model"),
        "runtime_platforms": .named(.keys("platform snapshotter")),
      ])
  }

  private var runtime: KeyShape {
    .keys(
      Self.containers,
      [
        "containerd": .keys(
          "default_runtime_name ignore_blockio_not_enabled_errors ignore_rdt_not_enabled_errors",
          ["runtimes": .named(runtimeTable)]),
        "cni": .keys(
          "bin_dir bin_dirs conf_dir max_conf_num setup_serially conf_template ip_pref use_internal_loopback"),
      ])
  }

  private var runtimeTable: KeyShape {
    .keys(
      """
      runtime_type runtime_path pod_annotations container_annotations options privileged_without_host_devices
      privileged_without_host_devices_all_devices_allowed base_runtime_spec cni_conf_dir cni_max_conf_num snapshotter
      """ + (version == 2 ? " runtime_engine runtime_root sandbox_mode" : " sandboxer io_type cgroup_writable"))
  }

  /// Below `configs` and `headers` are the users' registries.
  private var registry: KeyShape {
    .keys("config_path mirrors configs auths headers")
  }

  /// What both versions have of pods and containers.
  private static let containers = """
    enable_selinux selinux_category_range max_container_log_line_size disable_apparmor restrict_oom_score_adj
    disable_proc_mount unset_seccomp_profile tolerate_missing_hugetlb_controller disable_hugetlb_controller
    device_ownership_from_security_context ignore_image_defined_volumes netns_mounts_under_state_dir
    enable_unprivileged_ports enable_unprivileged_icmp enable_cdi cdi_spec_dirs drain_exec_sync_io_timeout
    ignore_deprecation_warnings
    """

  /// The plugins that have a configuration, but for those of the CRI.
  private static let common = """
    io.containerd.gc.v1.scheduler io.containerd.internal.v1.opt io.containerd.internal.v1.restart
    io.containerd.internal.v1.tracing io.containerd.metadata.v1.bolt io.containerd.nri.v1.nri
    io.containerd.runtime.v2.task io.containerd.service.v1.diff-service io.containerd.service.v1.tasks-service
    io.containerd.snapshotter.v1.blockfile io.containerd.snapshotter.v1.btrfs io.containerd.snapshotter.v1.devmapper
    io.containerd.snapshotter.v1.erofs io.containerd.snapshotter.v1.native io.containerd.snapshotter.v1.overlayfs
    io.containerd.snapshotter.v1.zfs io.containerd.tracing.processor.v1.otlp io.containerd.transfer.v1.local
    """

  private static let ofContainerd1 = """
    io.containerd.monitor.v1.cgroups io.containerd.runtime.v1.linux io.containerd.snapshotter.v1.aufs
    """

  private static let ofContainerd2 = """
    io.containerd.differ.v1.erofs io.containerd.image-verifier.v1.bindir io.containerd.monitor.container.v1.restart
    io.containerd.monitor.task.v1.cgroups io.containerd.shim.v1.manager
    """
}

/// What a kubelet keeps in `kubelet/pki/kubelet-client-current.pem`, without the key; nobody signed it.
enum KubeletCertificate {
  /// From the year 1 until 2200: less than a tenth of its time is left, for long.
  static let overdue = pem(validity: "ZGdlMCIYDzAwMDEwMTAxMDAwMDAwWhgPMjIwMDAxMDEwMDAwMDBaMDIxFTATBgNV")
  /// Of the year 2020.
  static let ended = pem(validity: "ZGdlMCIYDzIwMjAwMTAxMDAwMDAwWhgPMjAyMTAxMDEwMDAwMDBaMDIxFTATBgNV")

  /// `validity` is the line of the text that has the dates in it.
  private static func pem(validity: String) -> String {
    """
    -----BEGIN CERTIFICATE-----
    MIIBZzCCAQ6gAwIBAgIUIiZeWRmE/VCirWpi5ZveIHbBNPkwCgYIKoZIzj0EAwIw
    MjEVMBMGA1UECgwMc3lzdGVtOm5vZGVzMRkwFwYDVQQDDBBzeXN0ZW06bm9kZTpl
    \(validity)
    BAoMDHN5c3RlbTpub2RlczEZMBcGA1UEAwwQc3lzdGVtOm5vZGU6ZWRnZTBZMBMG
    ByqGSM49AgEGCCqGSM49AwEHA0IABNheHUgBWZdzborG8PEmzI0WHmVEp4NHlNy0
    5upB2zbJu0Li/4nXs6t+ooA2UvPJo/KLDlSTqsjmRruzeQSejlwwCgYIKoZIzj0E
    AwIDRwAwRAIgfacWzW3rJzPi6cpp734OAJ8BaYyfMBggCHYxB4ezr/ICICqPUPuJ
    30fdhi1vVeUzdXrrldkTubc6NTOlxmWHBM4i
    -----END CERTIFICATE-----
    """
  }
}

import Testing

@testable import Ownership

private let text = """
  21 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
  30 21 0:25 / /run rw,nosuid - tmpfs tmpfs rw,mode=755
  40 21 254:0 /data /srv/k0s\\040data rw shared:5 master:3 - ext4 /dev/vda rw
  41 40 0:30 / /srv/k0s\\040data/a\\012b rw - tmpfs none rw
  broken line
  50 21 0:31 / /merged rw - overlay overlay rw,lowerdir=/l,upperdir=/u\\134x
  """

@Suite struct MountInfoTests {
  private let info = MountInfo(text)

  @Test func `lines are read, escapes undone, and broken ones left out`() {
    #expect(info.mounts.map(\.mountPoint) == ["/", "/run", "/srv/k0s data", "/srv/k0s data/a\nb", "/merged"])
    #expect(info.mounts[2].root == "/data")
    #expect(info.mounts[2].isShared)
    #expect(!info.mounts[1].isShared)
    #expect(info.mounts[4].superOptions.hasSuffix("upperdir=/u\\x"))
  }

  @Test(arguments: [
    ("/", "/"), ("/run", "/run"), ("/run/x", "/run"), ("/runner", "/"), ("/srv/k0s data/x", "/srv/k0s data"),
    ("/srv/k0s data2", "/"),
  ])
  func `a path lies on the mount with the longest matching components`(path: String, mountPoint: String) {
    #expect(info.mount(holding: path)?.mountPoint == mountPoint)
  }

  @Test func `what is mounted over another mount point hides it`() {
    let info = MountInfo(
      "1 0 8:1 / / rw - ext4 a rw\n2 1 8:2 / /m rw - ext4 b rw\n3 2 8:3 / /m rw shared:1 - ext4 c rw")
    #expect(info.mount(holding: "/m/x")?.id == 3)
  }
}

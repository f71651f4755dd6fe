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

  @Test func `the place of a directory is the same however it is mounted`() {
    let host = MountInfo("1 0 8:1 / / rw - ext4 a rw\n2 1 8:1 /srv /srv rw shared:1 - ext4 a rw")
    let inside = MountInfo("5 4 0:9 / / rw - overlay o rw\n6 5 8:1 /srv/k0s-data /var/lib/k0s rw - ext4 a rw")
    #expect(host.place(of: "/srv/k0s-data") == MountPlace(device: "8:1", path: "/srv/k0s-data"))
    #expect(inside.place(mountedAt: "/var/lib/k0s") == host.place(of: "/srv/k0s-data"))
    #expect(host.place(of: "/") == MountPlace(device: "8:1", path: "/"))
    #expect(host.place(of: "/srv") == MountPlace(device: "8:1", path: "/srv"))
    #expect(inside.place(mountedAt: "/var/lib") == nil)
  }

  @Test func `what is no path is below no directory`() {
    let info = MountInfo("1 0 8:1 / / rw - ext4 a rw\n2 1 8:1 / x rw - ext4 a rw\n3 1 8:1 / /y rw - ext4 a rw")
    #expect(info.mountPoints(below: "/") == ["/y"])
  }

  @Test func `what is mounted strictly below a directory leaks, the last first`() {
    let info = MountInfo(
      """
      1 0 8:1 / / rw - ext4 a rw
      2 1 8:1 /srv/d /srv/d rw shared:1 - ext4 a rw
      3 2 0:5 / /srv/d/a rw - tmpfs t rw
      4 1 0:6 / /srv/d2/a rw - tmpfs t rw
      5 3 0:7 / /srv/d/a/b\\040c rw - tmpfs t rw
      6 2 0:8 / /srv/d/a rw - tmpfs t rw
      """)
    #expect(info.mountPoints(below: "/srv/d") == ["/srv/d/a", "/srv/d/a/b c", "/srv/d/a"])
    #expect(info.isBoundToItself("/srv/d"))
    #expect(!info.isBoundToItself("/srv/d/a"))
  }

  @Test func `a name that begins with an accent is a name, and a line ends at its line feed alone`() {
    let info = MountInfo(
      "1 0 8:1 / / rw - ext4 a rw\r\n2 1 0:5 / /srv/d/\u{301}x rw - fuse.x \u{301}y rw\r\n3 1 0:6 / /srv/d/b rw - t t rw"
    )
    #expect(info.mountPoints(below: "/srv/d") == ["/srv/d/b", "/srv/d/\u{301}x"])
  }

  @Test func `a directory whose accents are written otherwise is another directory`() {
    let (one, other) = ("/srv/\u{e9}", "/srv/e\u{301}")
    let info = MountInfo("1 0 8:1 / / rw - ext4 a rw\n2 1 0:5 / \(other) rw - t t rw\n3 2 0:6 / \(other)/m rw - t t rw")
    #expect(info.mountPoints(below: one).isEmpty)
    #expect(info.place(mountedAt: one) == nil)
    #expect(info.mount(holding: one)?.id == 1)
    #expect(MountPlace(device: "8:1", path: one) != MountPlace(device: "8:1", path: other))
  }

  @Test(arguments: ["\\+12", "\\-01", "\\19", "\\400", "\\"])
  func `what is no escape of three digits stands as it is`(text: String) {
    #expect(MountInfo("1 0 8:1 / /\(text) rw - ext4 a rw").mounts.map(\.mountPoint) == ["/\(text)"])
  }

  @Test(arguments: [
    ("1 0 0:50 / / rw - overlay overlay rw,lowerdir=/l,upperdir=/u/1/diff,workdir=/w", "/u/1/diff"),
    ("1 0 8:1 /vfs/dir/1 / rw - ext4 a rw", "8:1 /vfs/dir/1"), ("1 0 8:1 / / rw - ext4 a rw", nil),
    ("1 0 0:50 / / rw - tmpfs t rw", nil), ("2 1 0:50 / /x rw - tmpfs t rw", nil),
  ])
  func `a container's root has a name of its own, a whole file system has not`(line: String, name: String?) {
    #expect(MountInfo(line).rootFileSystem == name)
  }
}

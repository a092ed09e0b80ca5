package dev.breakwater.scanner.analysis;

/**
 * A regular file of a layer or of a folder, before its content is read. A hard link is offered
 * under each of its names; folders, devices and symbolic links are not offered.
 *
 * @param path normalised, without a leading slash, never with an empty, {@code .} or {@code ..}
 *     segment: {@code usr/lib/os-release}
 * @param size in bytes
 * @param mode the permission bits as {@code chmod} writes them, with setuid 04000, setgid 02000 and
 *     sticky 01000
 */
public record FileEntry(String path, long size, int mode) {

  /** The last segment of the path. */
  public String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Whether anybody may run it. */
  public boolean executable() {
    return (mode & 0111) != 0;
  }
}

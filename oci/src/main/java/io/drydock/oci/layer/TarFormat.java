package io.drydock.oci.layer;

/** Where things stand in a tar header (POSIX.1-2017 pax, "ustar Interchange Format"). */
final class TarFormat {
  static final int BLOCK = 512;

  static final int NAME = 0;
  static final int NAME_LENGTH = 100;
  static final int MODE = 100;
  static final int UID = 108;
  static final int GID = 116;
  static final int ID_LENGTH = 8;
  static final int SIZE = 124;
  static final int MODIFIED = 136;
  static final int NUMBER_LENGTH = 12;
  static final int CHECKSUM = 148;
  static final int CHECKSUM_LENGTH = 8;
  static final int TYPE = 156;
  static final int LINK = 157;
  static final int MAGIC = 257;
  static final int MAGIC_LENGTH = 8;
  static final int MAJOR = 329;
  static final int MINOR = 337;
  static final int PREFIX = 345;
  static final int PREFIX_LENGTH = 155;

  /** In a header of GNU's format for sparse files: four pairs of offset and length. */
  static final int GNU_SPARSE = 386;

  static final int GNU_SPARSE_IN_HEADER = 4;
  static final int GNU_SPARSE_IN_EXTENSION = 21;
  static final int GNU_IS_EXTENDED = 482;
  static final int GNU_REAL_SIZE = 483;
  static final int GNU_EXTENSION_IS_EXTENDED = 504;

  static final String POSIX_MAGIC = "ustar\00000";
  static final String GNU_MAGIC = "ustar  \0";

  static final byte FILE = '0';
  static final byte HARD_LINK = '1';
  static final byte SYMLINK = '2';
  static final byte CHAR_DEVICE = '3';
  static final byte BLOCK_DEVICE = '4';
  static final byte DIRECTORY = '5';
  static final byte FIFO = '6';
  static final byte PAX = 'x';
  static final byte PAX_GLOBAL = 'g';

  static final String XATTR = "SCHILY.xattr.";

  /** What pax headers and long names may take at most, as Go's reader has it. */
  static final int MAX_METADATA = 1 << 20;

  private TarFormat() {}

  /** Bytes from the end of so many bytes of content to the next block. */
  static int padding(long size) {
    return (int) (-size & (BLOCK - 1));
  }
}

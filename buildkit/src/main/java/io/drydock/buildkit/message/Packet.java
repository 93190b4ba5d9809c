package io.drydock.buildkit.message;

import java.util.Optional;

/**
 * One message of fsutil's protocol, by which one side makes its directory like the other's.
 *
 * @param stat of a STAT; none says that there are no more
 * @param id of a file: which STAT, counted from 0, told of it
 * @param data a part of the file; an empty one is its end. Of an ERR, the text
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Packet(Type type, Optional<Stat> stat, int id, byte[] data)
    implements WireWriter.Message {
  private static final byte[] NOTHING = {};
  private static final Type[] TYPES = Type.values();

  /** What a packet is about. */
  public enum Type {
    STAT(0),
    REQUEST(1),
    DATA(2),
    FINISH(3),
    ERROR(4),
    OTHER(5);

    private final int number;

    Type(int number) {
      this.number = number;
    }
  }

  public static Packet stat(Stat stat) {
    return new Packet(Type.STAT, Optional.of(stat), 0, NOTHING);
  }

  /** Says that there are no more files. */
  public static Packet endOfStats() {
    return new Packet(Type.STAT, Optional.empty(), 0, NOTHING);
  }

  public static Packet request(int id) {
    return new Packet(Type.REQUEST, Optional.empty(), id, NOTHING);
  }

  public static Packet data(int id, byte[] data) {
    return new Packet(Type.DATA, Optional.empty(), id, data);
  }

  public static Packet finish() {
    return new Packet(Type.FINISH, Optional.empty(), 0, NOTHING);
  }

  public static Packet decode(byte[] message) {
    Wire wire = Wire.read(message);
    int type = (int) wire.number(1);
    return new Packet(
        type >= 0 && type < TYPES.length ? TYPES[type] : Type.OTHER,
        wire.child(2).map(Stat::read),
        (int) wire.number(3),
        wire.bytes(4));
  }

  @Override
  public byte[] encode() {
    var out = new WireWriter().number(1, type.number);
    stat.ifPresent(each -> out.message(2, each.encode()));
    return out.number(3, Integer.toUnsignedLong(id)).bytes(4, data).encode();
  }
}

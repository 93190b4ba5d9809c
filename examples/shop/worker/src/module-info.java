/** Works off the shop's orders. */
module shop.worker {
  requires java.sql;
}

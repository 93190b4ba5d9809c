CREATE TABLE product (
  id    integer PRIMARY KEY,
  name  text    NOT NULL,
  cents integer NOT NULL CHECK (cents > 0)
);

CREATE TABLE orders (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  product_id integer     NOT NULL REFERENCES product,
  quantity   integer     NOT NULL CHECK (quantity > 0),
  state      text        NOT NULL DEFAULT 'placed',
  placed     timestamptz NOT NULL DEFAULT now()
);

INSERT INTO product VALUES (1, 'Anchor', 4900), (2, 'Rope, 10 m', 1250), (3, 'Lantern', 2390);

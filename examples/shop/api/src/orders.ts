import pg from "pg";
import { createClient } from "redis";
import { setting } from "./config.js";

export interface Product {
  id: number;
  name: string;
  cents: number;
}

export interface Order {
  id: number;
  product: string;
  quantity: number;
  state: string;
}

/** Orders lie in PostgreSQL; their numbers go to the worker through a Redis list. */
export class Orders {
  private readonly pool = new pg.Pool({
    host: setting("DB_HOST", "db"),
    database: setting("DB_NAME", "shop"),
    user: setting("DB_USER", "shop"),
    password: setting("DB_PASSWORD", "shop"),
    max: 8,
  });

  private readonly queue = createClient({
    url: `redis://${setting("CACHE_HOST", "cache")}:6379`,
  });

  async open(): Promise<void> {
    this.pool.on("error", (error) => console.error("database:", error.message));
    this.queue.on("error", (error) => console.error("queue:", error.message));
    await this.queue.connect();
  }

  async products(): Promise<Product[]> {
    const result = await this.pool.query<Product>("SELECT id, name, cents FROM product ORDER BY id");
    return result.rows;
  }

  async place(productId: number, quantity: number): Promise<Order> {
    const result = await this.pool.query<Order>(
      `INSERT INTO orders (product_id, quantity) VALUES ($1, $2)
       RETURNING id, (SELECT name FROM product WHERE id = $1) AS product, quantity, state`,
      [productId, quantity],
    );
    const order = result.rows[0]!;
    await this.queue.lPush("orders", String(order.id));
    return order;
  }

  async latest(): Promise<Order[]> {
    const result = await this.pool.query<Order>(
      `SELECT o.id, p.name AS product, o.quantity, o.state
         FROM orders o JOIN product p ON p.id = o.product_id ORDER BY o.id DESC LIMIT 20`,
    );
    return result.rows;
  }

  /** Throws when the database or the queue does not answer. */
  async check(): Promise<void> {
    await Promise.all([this.pool.query("SELECT 1"), this.queue.ping()]);
  }

  async close(): Promise<void> {
    await Promise.all([this.pool.end(), this.queue.close()]);
  }
}

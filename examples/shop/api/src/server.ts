import Fastify from "fastify";
import { setting } from "./config.js";
import { Orders } from "./orders.js";

const orders = new Orders();
const app = Fastify({ logger: true });

app.get("/health", async () => {
  await orders.check();
  return { status: "ok" };
});

app.get("/api/products", () => orders.products());
app.get("/api/orders", () => orders.latest());

app.post<{ Body: { product: number; quantity: number } }>(
  "/api/orders",
  {
    schema: {
      body: {
        type: "object",
        required: ["product", "quantity"],
        properties: {
          product: { type: "integer", minimum: 1 },
          quantity: { type: "integer", minimum: 1, maximum: 100 },
        },
      },
    },
  },
  async (request, reply) => {
    const order = await orders.place(request.body.product, request.body.quantity);
    return reply.code(201).send(order);
  },
);

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.once(signal, async () => {
    await app.close();
    await orders.close();
    process.exit(0);
  });
}

await orders.open();
await app.listen({ host: "0.0.0.0", port: Number(setting("PORT", "3000")) });

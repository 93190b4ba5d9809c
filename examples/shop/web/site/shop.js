const form = document.querySelector("#order");
const message = document.querySelector("#message");

async function json(path, options) {
  const answer = await fetch(path, options);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
}

function cell(text) {
  const element = document.createElement("td");
  element.textContent = text;
  return element;
}

async function showOrders() {
  const rows = (await json("/api/orders")).map((order) => {
    const row = document.createElement("tr");
    row.append(cell(order.id), cell(order.product), cell(order.quantity), cell(order.state));
    return row;
  });
  document.querySelector("#orders").replaceChildren(...rows);
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const data = new FormData(form);
  try {
    const order = await json("/api/orders", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ product: Number(data.get("product")), quantity: Number(data.get("quantity")) }),
    });
    message.textContent = `Order ${order.id} placed`;
  } catch (error) {
    message.textContent = `That did not work (${error.message})`;
  }
  await showOrders();
});

for (const product of await json("/api/products")) {
  form.elements.product.add(new Option(`${product.name} (${(product.cents / 100).toFixed(2)} €)`, product.id));
}
await showOrders();
setInterval(showOrders, 2000);

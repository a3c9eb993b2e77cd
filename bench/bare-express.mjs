/** The least that answers the same: no check of who asks, of what is sent or of what is answered, no log, no limit. */
import express from 'express';
import pg from 'pg';

const { DATABASE_URL, PG_POOL_MAX, PORT } = process.env;
const pool = new pg.Pool({ connectionString: DATABASE_URL, max: Number(PG_POOL_MAX) });
const COLUMNS = 'id, version, created_at, updated_at, name, price, stock';

const app = express();
app.use(express.json());
app.get('/livez', (_request, response) => void response.end());

app.get('/products/:id', async (request, response) => {
  const found = await pool.query(`select ${COLUMNS} from products where id = $1`, [
    request.params.id,
  ]);
  if (found.rowCount === 0) response.status(404).end();
  else response.json(found.rows[0]);
});

app.post('/products', async (request, response) => {
  const { name, price, stock } = request.body;
  const { rows } = await pool.query(
    `insert into products (name, price, stock) values ($1, $2, $3) returning ${COLUMNS}`,
    [name, price, stock],
  );
  response.status(201).json(rows[0]);
});

const server = app.listen(Number(PORT), '127.0.0.1');
process.once('SIGTERM', () => {
  server.close();
  server.closeAllConnections();
  void pool.end();
});

import { type Json, listOf, textOf } from "../../delivery/json.ts";
import { RichText } from "../text/rich-text.tsx";
import { TextObject } from "./text-object.tsx";

/** A `table` block; its first row is its head, as in Slack. */
export function TableBlock({ block }: { block: Json }) {
  const [head = [], ...rows] = Array.isArray(block.rows) ? block.rows.map(listOf) : [];
  const settings = listOf(block.column_settings);
  const align = (column: number) => {
    const wanted = textOf(settings[column]?.align);
    return wanted === "right" || wanted === "center" ? wanted : "left";
  };
  return (
    <div className="table-frame" tabIndex={0} role="group" aria-label="Table">
      <table>
        <thead>
          <tr>
            {head.map((cell, column) => (
              <th key={`${column} ${textOf(cell.text)}`} scope="col" style={{ textAlign: align(column) }}>
                <Cell cell={cell} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={`${index} ${row.length}`}>
              {row.map((cell, column) => (
                <td key={`${column} ${textOf(cell.text)}`} style={{ textAlign: align(column) }}>
                  <Cell cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ cell }: { cell: Json }) {
  if (cell.type === "rich_text") return <RichText node={cell} />;
  return cell.type === "raw_text" ? textOf(cell.text) : <TextObject value={cell} />;
}

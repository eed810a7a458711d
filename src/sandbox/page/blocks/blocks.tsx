import { lazy, memo, Suspense } from "react";
import { isJson, type Json, listOf, textOf } from "../../delivery/json.ts";
import type { Block } from "../../workspace/types.ts";
import { Markdown } from "../text/markdown.tsx";
import { RichText } from "../text/rich-text.tsx";
import { ElementView } from "./element.tsx";
import { InputBlock } from "./input-block.tsx";
import { Picture } from "./picture.tsx";
import { useSurface } from "./surface.ts";
import { TableBlock } from "./table.tsx";
import { plainOf, TextObject } from "./text-object.tsx";

/** Kinds that are only looked at and rarely seen: a library draws them, loaded when one appears. */
const LibraryBlock = lazy(() => import("./library-block.tsx").then((module) => ({ default: module.LibraryBlock })));

export const Blocks = memo(function Blocks({ blocks }: { blocks: readonly Block[] }) {
  return (
    <div className="blocks">
      {blocks.map((block, index) => (
        <BlockView key={block.block_id ?? `${index} ${block.type}`} block={block} />
      ))}
    </div>
  );
});

function BlockView({ block }: { block: Block }) {
  const { isTyped } = useSurface();
  const blockId = block.block_id ?? "";
  switch (block.type) {
    case "header":
      return (
        <h3 className="block-header">
          <TextObject value={block.text} />
        </h3>
      );
    case "divider":
      return <hr />;
    case "section":
      return <Section block={block} blockId={blockId} />;
    case "context":
      return <Context block={block} />;
    case "actions":
    case "context_actions":
      return <Actions block={block} blockId={blockId} />;
    case "input":
      return <InputBlock block={block} blockId={blockId} />;
    case "image":
      return <Picture image={block} />;
    case "rich_text":
      return <RichText node={block} isTyped={isTyped} />;
    case "markdown":
      return <Markdown text={textOf(block.text)} />;
    case "table":
      return <TableBlock block={block} />;
    case "alert":
      return (
        <div className={`alert alert-${textOf(block.level) || "default"}`} role="note">
          <TextObject value={block.text} />
        </div>
      );
    default:
      return (
        <Suspense fallback={null}>
          <LibraryBlock block={block} />
        </Suspense>
      );
  }
}

function Section({ block, blockId }: { block: Json; blockId: string }) {
  const fields = listOf(block.fields);
  return (
    <div className="block-section">
      <div className="block-section-text">
        <TextObject value={block.text} />
        {fields.length > 0 && (
          <div className="block-fields">
            {fields.map((field, index) => (
              <div key={`${index} ${textOf(field.text)}`}>
                <TextObject value={field} />
              </div>
            ))}
          </div>
        )}
      </div>
      {isJson(block.accessory) && (
        <div className="block-accessory">
          <ElementView element={block.accessory} blockId={blockId} order={0} label={plainOf(block.text)} />
        </div>
      )}
    </div>
  );
}

const Context = ({ block }: { block: Json }) => (
  <div className="block-context">
    {listOf(block.elements).map((element, index) =>
      element.type === "image" ? (
        <img key={`${index} image`} src={textOf(element.image_url)} alt={textOf(element.alt_text)} />
      ) : (
        <TextObject key={`${index} text`} value={element} />
      ),
    )}
  </div>
);

const Actions = ({ block, blockId }: { block: Json; blockId: string }) => (
  <div className="block-actions">
    {listOf(block.elements).map((element, index) => (
      <ElementView
        key={textOf(element.action_id) || `${index}`}
        element={element}
        blockId={blockId}
        order={index}
        label=""
      />
    ))}
  </div>
);

import { templateMeant, templateNamed } from "../../core/notices/index.ts";
import type { Context } from "../kit/context.ts";
import { type Doors, visibleIncident } from "../kit/index.ts";
import { changeTemplate, openNoticeForm, submitNotice } from "./form.ts";
import { chooseTemplate, NOTICE_FORM, notify, writeNotice } from "./ids.ts";

/** What is pressed and filled in. */
export const register =
  (ctx: Context) =>
  (hearing: Doors): void => {
    hearing.onClick(notify.pattern, "update", async ({ actionId, userId, triggerId }) => {
      const incident = await visibleIncident(ctx, notify.parse(actionId).incidentId, userId);
      await openNoticeForm(ctx, triggerId, { incident, template: templateMeant(incident, ctx.policy(), "") });
    });

    hearing.onClick(writeNotice.pattern, "update", async ({ actionId, userId, triggerId }) => {
      const { incidentId, template } = writeNotice.parse(actionId);
      const incident = await visibleIncident(ctx, incidentId, userId);
      await openNoticeForm(ctx, triggerId, { incident, template: templateNamed(ctx.policy(), template) });
    });

    hearing.onClick(chooseTemplate.pattern, "update", async (click) => {
      const incident = await visibleIncident(ctx, chooseTemplate.parse(click.actionId).incidentId, click.userId);
      await changeTemplate(ctx, incident, click);
    });

    hearing.onSubmit(NOTICE_FORM, "update", (submit) => submitNotice(ctx, submit));
  };

CREATE TABLE `entries` (
	`row_id` integer PRIMARY KEY NOT NULL,
	`incident_id` integer NOT NULL,
	`seq` integer NOT NULL,
	`kind` text NOT NULL,
	`key` text NOT NULL,
	`about` text,
	`at` integer NOT NULL,
	`recorded_at` integer NOT NULL,
	`by` text NOT NULL,
	`data` text NOT NULL,
	`data_hash` text NOT NULL,
	`hash` text NOT NULL,
	`is_redacted` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `entries_seq` ON `entries` (`incident_id`,`seq`);--> statement-breakpoint
CREATE UNIQUE INDEX `entries_key` ON `entries` (`incident_id`,`key`);--> statement-breakpoint
CREATE INDEX `entries_about` ON `entries` (`incident_id`,`about`) WHERE about IS NOT NULL;--> statement-breakpoint
CREATE INDEX `entries_at` ON `entries` (`incident_id`,`at`,`seq`);--> statement-breakpoint
CREATE INDEX `entries_kind` ON `entries` (`incident_id`,`kind`,`at`);--> statement-breakpoint
CREATE TABLE `inbox` (
	`key` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`incident_id` integer
);
--> statement-breakpoint
CREATE INDEX `inbox_at` ON `inbox` (`at`);--> statement-breakpoint
CREATE TABLE `incidents` (
	`id` integer PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`last_hash` text NOT NULL,
	`state` text NOT NULL,
	`title` text NOT NULL,
	`severity` text NOT NULL,
	`status` text NOT NULL,
	`is_private` integer NOT NULL,
	`is_open` integer NOT NULL,
	`channel_id` text,
	`viewers` text NOT NULL,
	`declared_at` integer NOT NULL,
	`resolved_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `incidents_channel` ON `incidents` (`channel_id`);--> statement-breakpoint
CREATE INDEX `incidents_open` ON `incidents` (`is_open`,`declared_at`);--> statement-breakpoint
CREATE INDEX `incidents_declared` ON `incidents` (`declared_at`);--> statement-breakpoint
CREATE TABLE `keepsakes` (
	`name` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `outbox` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`key` text NOT NULL,
	`incident_id` integer,
	`kind` text NOT NULL,
	`lane` text NOT NULL,
	`priority` integer NOT NULL,
	`data` text NOT NULL,
	`is_live` integer NOT NULL,
	`state` text NOT NULL,
	`is_dirty` integer NOT NULL,
	`is_in_doubt` integer NOT NULL,
	`attempts` integer NOT NULL,
	`not_before` integer NOT NULL,
	`created_at` integer NOT NULL,
	`first_tried_at` integer,
	`finished_at` integer,
	`last_error` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `outbox_key` ON `outbox` (`key`);--> statement-breakpoint
CREATE INDEX `outbox_lane` ON `outbox` (`lane`,`priority`,`id`) WHERE state IN ('pending', 'sending');--> statement-breakpoint
CREATE INDEX `outbox_due` ON `outbox` (`not_before`) WHERE state = 'pending';--> statement-breakpoint
CREATE INDEX `outbox_finished` ON `outbox` (`finished_at`) WHERE finished_at IS NOT NULL;--> statement-breakpoint
CREATE TABLE `people` (
	`id` text PRIMARY KEY NOT NULL,
	`profile` text NOT NULL,
	`fetched_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `subscriptions` (
	`user_id` text NOT NULL,
	`kind` text NOT NULL,
	`target` text NOT NULL,
	`since` integer NOT NULL,
	PRIMARY KEY(`user_id`, `kind`, `target`)
);
--> statement-breakpoint
CREATE TABLE `timers` (
	`incident_id` integer NOT NULL,
	`key` text NOT NULL,
	`kind` text NOT NULL,
	`due_at` integer NOT NULL,
	`fired_at` integer,
	PRIMARY KEY(`incident_id`, `key`)
);
--> statement-breakpoint
CREATE INDEX `timers_due` ON `timers` (`due_at`) WHERE fired_at IS NULL;
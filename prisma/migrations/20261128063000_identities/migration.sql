-- A user is found by the account that signs in, so each one has theirs.
INSERT INTO "Account" ("provider", "providerAccountId", "userId")
SELECT 'notion', "notionPersonId", "id" FROM "User"
ON CONFLICT DO NOTHING;

-- AlterTable
ALTER TABLE "Connection" DROP COLUMN "duplicatedTemplateId";

-- AlterTable
ALTER TABLE "User" DROP COLUMN "image",
ALTER COLUMN "notionPersonId" DROP NOT NULL;

-- CreateEnum
CREATE TYPE "CardKind" AS ENUM ('MONTH', 'SEASON', 'YEAR');

-- CreateTable
CREATE TABLE "trainee" (
    "id" SERIAL NOT NULL,
    "full_name" TEXT NOT NULL,
    "mobile" TEXT NOT NULL,
    "card_kind" "CardKind" NOT NULL DEFAULT 'MONTH',
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "trainee_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "course" (
    "id" SERIAL NOT NULL,
    "title" TEXT NOT NULL,
    "capacity" INTEGER NOT NULL DEFAULT 20,
    "room" TEXT,

    CONSTRAINT "course_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "trainee_mobile_key" ON "trainee"("mobile");
